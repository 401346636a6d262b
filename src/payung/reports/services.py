"""Freeze the figures of a month, so that a paper made again says the same."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from django.db import transaction

from payung.audit.services import record
from payung.core.finding import refusal
from payung.core.period import Month
from payung.db.locks import advisory_lock
from payung.reports.models import FrozenMonth
from payung.reports.monthly import compose
from payung.reports.selectors import frozen


@transaction.atomic
def freeze_month(
    *, programme_code: str, month: Month, by: str, today: date, reason: str = ""
) -> FrozenMonth:
    """Keep the report of a month as it stands; what is the same as last time makes no new row.

    Where figures have changed since the last freeze, the new one is a revision beside it.

    Raises:
        Refused: the month's last day is still to come.
    """
    if today < month.last_day:
        raise refusal("RPT-03", month=str(month))
    advisory_lock(f"reports {programme_code} {month}")
    report = compose(programme_code=programme_code, month=month, today=today)
    fingerprint = _fingerprint(report)
    last = frozen(programme_code=programme_code, month=month)
    if last is not None and last.fingerprint == fingerprint:
        return last
    kept = FrozenMonth.objects.create(
        programme_id=programme_code, month=month, revision=last.revision + 1 if last else 1,
        figures=report, fingerprint=fingerprint, reason=reason, by=by,
    )  # fmt: skip
    record(
        by=by, action="reports.freeze", table="reports_frozenmonth", key=str(kept.pk),
        reason=reason, detail={"month": str(month), "revision": kept.revision},
    )  # fmt: skip
    return kept


def _fingerprint(report: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(report, sort_keys=True).encode()).hexdigest()
