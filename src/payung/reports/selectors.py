"""Read a month's report: the frozen one where there is one, else as things stand."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.core.period import Month
from payung.reports.models import FrozenMonth
from payung.reports.monthly import compose


def frozen(*, programme_code: str, month: Month) -> FrozenMonth | None:
    """Return the newest freeze of a month, None when it was never frozen."""
    kept = FrozenMonth.objects.filter(programme_id=programme_code, month=month.first_day)
    return kept.order_by("-revision").first()


def monthly_report(*, programme_code: str, month: Month, today: date) -> dict[str, Any]:
    """Return the report of a month with its `revision`: 0 while it is not frozen.

    Raises:
        Refused: the month has not begun.
    """
    kept = frozen(programme_code=programme_code, month=month)
    if kept is not None:
        return {**kept.figures, "revision": kept.revision}
    return {**compose(programme_code=programme_code, month=month, today=today), "revision": 0}
