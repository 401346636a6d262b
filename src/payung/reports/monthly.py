"""Put together everything a monthly report says, as plain values that can be frozen.

The answer holds whole numbers, ISO dates and texts only; papers, charts and pages are drawn from
it and from nothing else, so that their digits cannot differ.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.core.calendar import due_date
from payung.core.finding import refusal
from payung.core.period import Month
from payung.coverage.figures import Unit, as_json
from payung.coverage.selectors import figures
from payung.coverage.services import ensure_derived
from payung.db.sql import run
from payung.reconciliation.selectors import match_of
from payung.registry.models import Programme, StatedFigure
from payung.reports.press import compare

TARGET_CODE = "TARGET_COVERAGE_PERCENT"
_SERIES = (
    "sponsored_count", "confirmed_count", "active_count", "grace_1_count", "grace_2_count",
    "lapsed_count",
)  # fmt: skip


def compose(*, programme_code: str, month: Month, today: date) -> dict[str, Any]:
    """Return the report of a month: as of its last day, or of today while it runs.

    Raises:
        Refused: the month has not begun.
    """
    if month.first_day > today:
        raise refusal("RPT-02", month=str(month))
    as_of = min(month.last_day, today)
    programme = Programme.objects.get(pk=programme_code)
    ensure_derived(programme_code=programme_code, month=month)
    now = figures(programme_code=programme_code, as_of=as_of)
    before = figures(programme_code=programme_code, as_of=(month - 1).last_day)
    scope = {
        "programme": programme_code,
        "month": month.first_day,
        "is_due": due_date(month) < as_of,
    }
    match = match_of(programme_code=programme_code, month=month)
    return {
        "programme": {
            "code": programme.pk,
            "name": programme.name,
            "regency": programme.regency_name,
            "office": programme.words.get("office", ""),
            "is_demo": programme.is_demo,
        },
        "month": str(month),
        "figures": as_json(now),
        "before": as_json(before),
        "units": [_unit(unit) for unit in now.units],
        "tiles": programme.settings.get("tiles", []),
        "months": [
            {"month": str(Month.of(row["month"])), **{key: row[key] for key in _SERIES}}
            for row in run("reports/list_months", scope).dicts()
        ],
        "money": run("reports/sum_month", scope).one(),
        "differences": match.totals["differences"] if match else [],
        "targets": _targets(programme_code),
        "press": compare(programme_code=programme_code, until=as_of),
    }


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        "code": unit.code,
        "kind": unit.kind,
        "region_code": unit.region_code,
        "label": unit.label,
        "asn": unit.asn_count,
        "sponsors": unit.sponsors_count,
        "workers": unit.workers_count,
    }


def _targets(programme_code: str) -> list[dict[str, Any]]:
    stated = StatedFigure.objects.filter(programme_id=programme_code, code=TARGET_CODE)
    return [
        {"year": target.as_of.year, "percent": str(target.value), "source": target.source,
         "note": target.note}
        for target in stated.order_by("as_of")
    ]  # fmt: skip
