"""The lists of workers stand as the figures say, also in months that nobody billed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payung.core.calendar import due_date
from payung.core.period import Month, month_range
from payung.coverage.selectors import figures
from payung.coverage.services import ensure_derived
from payung.db.sql import run
from tests import factories as make

SEPTEMBER = Month(2025, 9)


@pytest.mark.django_db
def test_the_list_and_the_strip_of_a_worker_agree_with_the_figures() -> None:
    nik = make.make_nik()
    worker = make.make_worker(nik=nik)
    make.make_insurer_list({nik: {}}, as_of=date(2025, 9, 30))
    told = []
    for month in month_range(SEPTEMBER, SEPTEMBER + 3):
        for day in (due_date(month), month.last_day):
            ensure_derived(programme_code="kendal", month=month)
            counted = figures(programme_code="kendal", as_of=day).standings.standing
            standing = _listed(month, day)
            assert month == SEPTEMBER or counted[standing] == 1
            assert _strip(worker.pk, month, day)[-1] == standing
        told.append(standing)
    assert told == ["ACTIVE", "GRACE_1", "GRACE_2", "LAPSED"]
    assert _strip(worker.pk, SEPTEMBER + 3, (SEPTEMBER + 3).last_day) == told


def _listed(month: Month, day: date) -> str:
    scope: dict[str, Any] = dict.fromkeys(("name", "kecamatan", "standing", "sponsored"), "")
    rows = run(
        "web/list_workers",
        {
            **scope,
            "programme": "kendal",
            "month": month.first_day,
            "is_due": due_date(month) < day,
            "sector_open": False,
            "after": None,
            "size": 10,
        },
    ).dicts()
    return str(rows[0]["standing"])


def _strip(worker_id: int, month: Month, day: date) -> list[str]:
    scope = {
        "worker": worker_id,
        "month": month.first_day,
        "is_due": due_date(month) < day,
        "size": 12,
    }
    return [row["standing"] for row in run("web/list_worker_months", scope).dicts()]
