"""Bill a month: prepare where four eyes are asked for, approve, issue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models.functions import Now

from payung.audit.services import record
from payung.billing import selectors
from payung.billing.models import Bill, Closing, Run, RunState
from payung.billing.services.tariff import store_tariff
from payung.core.calendar import due_date
from payung.core.finding import refusal
from payung.core.period import Month, month_range
from payung.db.locks import advisory_lock
from payung.db.sql import analyze, run
from payung.registry.models import Agency, Programme
from payung.registry.selectors import programme as find_programme
from payung.registry.settings import complete

_SECOND_PERSON = "(orang kedua)"  # stands for whoever will approve, while a run is rehearsed


@dataclass(frozen=True, slots=True)
class Issued:
    """What a month's bills come to; `created` are this call's bills, `already` stood before.

    Of a month that is only prepared, `bills`, `lines` and `total_rp` are what stands already plus
    what approving would add.
    """

    state: str
    bills: int
    lines: int
    total_rp: int
    created: int
    already: int


def issue_month(*, programme_code: str, month: Month, by: str, today: date | None = None) -> Issued:
    """Bill everybody sponsored in the month who has not been billed; repeating adds nothing.

    The unit of a line is where the sponsor serves on the first day of the month. Where the
    programme asks for four eyes the bills are only prepared, and another person approves them.
    Where nobody is to be billed, no run is made. With `today`, a month further ahead than the
    programme's `months_ahead` is refused.

    Raises:
        Refused: the programme is unknown, the month is closed (BILL-02), or too far ahead
            (BILL-09).
    """
    programme = find_programme(programme_code)
    if today is not None:
        _check_ahead(programme, month, today)
    if programme.settings.get("four_eyes", False):
        return prepare_month(programme_code=programme_code, month=month, by=by)
    with transaction.atomic():
        return _issue(programme, month, by=by, issued_by=by)


@transaction.atomic
def issue_months(
    *, programme_code: str, month: Month, months: int, by: str, today: date | None = None
) -> list[Issued]:
    """Bill several months ahead, each priced by its own tariff: all of them or none.

    Raises:
        Refused: as `issue_month`.
    """
    ahead = month_range(month, month + (months - 1))
    return [
        issue_month(programme_code=programme_code, month=each, by=by, today=today) for each in ahead
    ]


@transaction.atomic
def prepare_month(*, programme_code: str, month: Month, by: str) -> Issued:
    """Work out the bills and keep only what they come to, for another person to approve.

    A second preparation of the same month takes the place of the first.

    Raises:
        Refused: the month is closed (BILL-02).
    """
    programme = find_programme(programme_code)
    try:
        with transaction.atomic():
            done = _issue(programme, month, by=by, issued_by=_SECOND_PERSON)
            raise _Rehearsed(done)
    except _Rehearsed as rehearsal:
        done = rehearsal.done
    if not done.created:
        return done
    Run.objects.update_or_create(
        programme=programme,
        month=month,
        state=RunState.PREPARED,
        defaults={
            "prepared_by": by,
            "four_eyes": True,
            "lines_count": done.lines,
            "total_rp": done.total_rp,
        },
    )
    _record("billing.prepare", programme, month, by, done)
    return Issued(RunState.PREPARED, done.bills, done.lines, done.total_rp, 0, done.already)


@transaction.atomic
def approve_month(*, programme_code: str, month: Month, by: str) -> Issued:
    """Issue the bills that another person has prepared, if they still come to the same.

    Raises:
        Refused: nothing is prepared (BILL-03), the same person prepared it (BILL-04), or what
            would be issued has changed since (BILL-05).
    """
    programme = find_programme(programme_code)
    lock_month(month)
    prepared = Run.objects.filter(programme=programme, month=month, state=RunState.PREPARED).first()
    if prepared is None:
        raise refusal("BILL-03", month=str(month))
    if prepared.prepared_by == by:
        raise refusal("BILL-04")
    expected = (prepared.lines_count, prepared.total_rp)
    Run.objects.filter(pk=prepared.pk).update(state=RunState.ISSUED, issued_by=by, issued_at=Now())
    done = _issue(programme, month, by=by, issued_by=by, prepared=prepared)
    if (done.lines, done.total_rp) != expected:
        raise refusal("BILL-05", month=str(month))
    return done


class _Rehearsed(Exception):
    """Carry out what a rehearsal came to, past the savepoint that undoes it."""

    def __init__(self, done: Issued) -> None:
        super().__init__()
        self.done = done


def lock_month(month: Month) -> None:
    """Let one run at a time bill a month: a person is charged once in all programmes together."""
    advisory_lock(f"billing {month}")


def _check_ahead(programme: Programme, month: Month, today: date) -> None:
    last = Month.of(today) + complete(programme.settings)["months_ahead"]
    if month > last:
        raise refusal("BILL-09", month=str(month), last=str(last))


def _issue(
    programme: Programme, month: Month, *, by: str, issued_by: str, prepared: Run | None = None
) -> Issued:
    lock_month(month)
    if Closing.objects.filter(programme=programme, month=month).exists():
        raise refusal("BILL-02", month=str(month))
    store_tariff(programme, month)
    settings = programme.settings
    already = Bill.objects.filter(programme=programme, month=month, total_rp__gte=0).count()
    run(
        "billing/issue_bills",
        {
            "programme": programme.pk,
            "month": month.first_day,
            "due_date": due_date(month),
            "by": by,
            "issued_by": issued_by,
            "prepared_run": prepared.pk if prepared else None,
            "four_eyes": prepared is not None,
            "declared_income": settings.get("base_income", "LOWEST") == "DECLARED",
            "labour_office": _labour_office(programme),
        },
    )
    totals = selectors.month_totals(programme_code=programme.pk, month=month)
    created = totals["bills"] - already
    done = Issued(RunState.ISSUED, **totals, created=created, already=already)
    if created:
        analyze("billing_line", "billing_bill")
        _record("billing.issue", programme, month, by, done)
    return done


def _labour_office(programme: Programme) -> int | None:
    """Return the unit that pays public purses' lines; without one the worker's kecamatan does."""
    code = programme.settings.get("labour_office")
    if not code:
        return None
    return Agency.objects.values_list("pk", flat=True).get(programme=programme, code=code)


def _record(action: str, programme: Programme, month: Month, by: str, done: Issued) -> None:
    record(
        by=by,
        action=action,
        table="billing_run",
        key=f"{programme.pk}/{month}",
        detail={"bills": done.bills, "lines": done.lines, "total_rp": done.total_rp},
    )
