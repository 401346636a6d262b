"""Read bills: what a month comes to, and what stands on a bill."""

from __future__ import annotations

from django.db.models import QuerySet

from payung.billing.models import Bill, Closing, Line, Run, RunState, Tariff
from payung.core.period import Month
from payung.db.sql import run


def month_totals(*, programme_code: str, month: Month) -> dict[str, int]:
    """Return `bills`, `lines` (charges not taken back) and `total_rp` of a month."""
    return run("billing/sum_month", {"programme": programme_code, "month": month.first_day}).one()


def bills_of_month(*, programme_code: str, month: Month) -> QuerySet[Bill]:
    """Return the month's bills with their agencies, supplements and credit notes included."""
    return (
        Bill.objects.filter(programme_id=programme_code, month=month)
        .select_related("agency", "run")
        .order_by("agency__code", "sequence")
    )


def lines_of_bill(*, bill_id: int) -> QuerySet[Line]:
    """Return a bill's lines in their order, with worker, sponsor, unit and tariff."""
    return (
        Line.objects.filter(bill_id=bill_id)
        .select_related("person", "home_agency", "tariff", "sponsorship__sponsor__person")
        .order_by("position")
    )


def lines_of_person(*, person_id: int) -> QuerySet[Line]:
    """Return what was ever billed for a person, newest month first."""
    return (
        Line.objects.filter(person_id=person_id)
        .select_related("bill__agency", "tariff")
        .order_by("-month", "-id")
    )


def tariff_of_month(*, programme_code: str, month: Month) -> QuerySet[Tariff]:
    """Return the prices that were stored when the month was first billed."""
    return Tariff.objects.filter(programme_id=programme_code, month=month).order_by(
        "purse", "sector", "income_from_rp"
    )


def prepared_run(*, programme_code: str, month: Month) -> Run | None:
    """Return the run that waits for a second person."""
    return Run.objects.filter(
        programme_id=programme_code, month=month, state=RunState.PREPARED
    ).first()


def is_closed(*, programme_code: str, month: Month) -> bool:
    """Tell whether nothing more is billed to the month."""
    return Closing.objects.filter(programme_id=programme_code, month=month).exists()


def first_open_month(*, programme_code: str, month: Month) -> Month:
    """Return `month`, or the first month after it that is not closed."""
    closed = set(
        Closing.objects.filter(programme_id=programme_code, month__gte=month).values_list(
            "month", flat=True
        )
    )
    while month in closed:
        month = month + 1
    return month


def broken() -> dict[str, int]:
    """Return how many rows break each of this room's promises, by the check's name."""
    checks = ("bills", "charges", "reversals", "orphans")
    return {f"billing_{check}": run(f"billing/check_{check}").scalar() for check in checks}
