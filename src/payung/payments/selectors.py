"""Read money: what came in, from whom, what it paid, what waits."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from payung.core.period import Month
from payung.db.sql import run
from payung.payments.models import Allocation, Entry, Remittance


def month_money(*, programme_code: str, month: Month) -> dict[str, int]:
    """Return `collected_rp` (set on the month's lines) and `remitted_rp` of a month."""
    return run("payments/sum_month", {"programme": programme_code, "month": month.first_day}).one()


def open_credits(*, programme_code: str) -> list[dict[str, Any]]:
    """Return the money that waits: id, date, text, amount_rp, left_rp, agency, sponsor, month."""
    return run("payments/list_open_credits", {"programme": programme_code}).dicts()


def entries_of_batch(*, batch_id: int) -> QuerySet[Entry]:
    """Return the entries that one paper brought, in its order."""
    return (
        Entry.objects.filter(batch_id=batch_id)
        .select_related("agency", "sponsor__person")
        .order_by("row_number")
    )


def allocations_of_line(*, line_id: int) -> QuerySet[Allocation]:
    """Return what was ever set on a line and taken back, in order."""
    return Allocation.objects.filter(line_id=line_id).select_related("entry").order_by("id")


def remittances_of_month(*, programme_code: str, month: Month) -> QuerySet[Remittance]:
    """Return what was passed on for a month, oldest first."""
    return Remittance.objects.filter(programme_id=programme_code, month=month).order_by("id")


def broken() -> dict[str, int]:
    """Return how many rows break each of this room's promises, by the check's name."""
    checks = ("entries", "lines", "balance", "remittances", "orphans")
    return {f"payments_{check}": run(f"payments/check_{check}").scalar() for check in checks}
