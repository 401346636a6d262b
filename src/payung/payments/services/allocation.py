"""Set money on bill lines, say whose it is, take it back."""

from __future__ import annotations

from django.db import transaction

from payung.audit.services import record
from payung.billing.models import Bill
from payung.billing.services import Reversed, reverse_line
from payung.core.finding import refusal
from payung.core.period import Month
from payung.db.locks import advisory_lock
from payung.db.sql import analyze, run
from payung.payments.models import Allocation, Assignment, Entry, EntrySource
from payung.registry.models import Agency, Programme, Sponsor
from payung.registry.selectors import programme as find_programme

_PAYERS = ("FILE", "SPONSOR", "AGENCY")
_RETURNED = "uang kembali"
_NAMED_ELSEWHERE = "daftar potong gaji menyebut pekerja lain"


def lock_name(programme_code: str) -> str:
    """Return the lock under which a programme's money is set on lines."""
    return f"payments {programme_code}"


@transaction.atomic
def allocate_open(*, programme_code: str, by: str) -> int:
    """Set all money that still waits on lines that are still open; return the rupiah set.

    To be called after bills were issued: money that came before its bill is set then. A sponsor's
    money pays his own workers, oldest month first; a unit's lump pays its bill in the bill's
    order, or whom a payroll list names. Nothing pays part of a line.
    """
    programme = find_programme(programme_code)
    advisory_lock(lock_name(programme_code))
    set_rp = allocate(programme, by=by)
    if set_rp:
        record(
            by=by, action="payments.allocate", table="payments_allocation", key=programme_code,
            detail={"allocated_rp": set_rp},
        )  # fmt: skip
    return set_rp


def allocate(programme: Programme, *, by: str) -> int:
    """Do what `allocate_open` does, under a lock and in a transaction that stand already."""
    at = {"programme": programme.pk, "by": by}
    _free("payments/find_returned_lines", programme, _RETURNED, by)
    if Entry.objects.filter(programme=programme, source=EntrySource.PAYROLL_LIST).exists():
        _free("payments/find_displaced_lines", programme, _NAMED_ELSEWHERE, by)
    if programme.settings.get("autodebit_settles", "DIRECT") == "BY_STATEMENT":
        run("payments/write_settlements", {**at, "reason": "jumlah berkas autodebet"})
    before = _allocated_rp(programme)
    waiting = {payer for (payer,) in run("payments/find_open_payers", at).rows}
    for payer in _PAYERS:
        if payer in waiting:
            for named in (True, False):
                run("payments/allocate_credits", {**at, "payer": payer, "named": named})
                analyze("payments_allocation")
    return _allocated_rp(programme) - before


@transaction.atomic
def assign_entry(
    *,
    entry_id: int,
    reason: str,
    by: str,
    agency_id: int | None = None,
    sponsor_id: int | None = None,
    month: Month | None = None,
) -> int:
    """Say which unit or sponsor an unclear entry is from, and set it on open lines.

    What was set on lines on an earlier word is taken back first. Returns the rupiah set.

    Raises:
        Refused: no such money (PAY-03), not exactly one payer of the programme (PAY-04), or no
            reason (PAY-05).
    """
    if not reason.strip():
        raise refusal("PAY-05")
    entry = Entry.objects.filter(pk=entry_id, is_money=True, amount_rp__gt=0).first()
    if entry is None:
        raise refusal("PAY-03")
    _check_payer(entry.programme_id, agency_id, sponsor_id)
    advisory_lock(lock_name(entry.programme_id))
    held = entry.allocations.values_list("line_id", flat=True)
    _reverse(sorted(set(held)), reason, by)
    Assignment.objects.create(
        entry=entry, agency_id=agency_id, sponsor_id=sponsor_id, paid_month=month,
        reason=reason, by=by,
    )  # fmt: skip
    record(
        by=by, action="payments.assign", table="payments_entry", key=str(entry.pk), reason=reason,
        detail={"agency": agency_id, "sponsor": sponsor_id, "month": str(month or "")},
    )  # fmt: skip
    return allocate_open(programme_code=entry.programme_id, by=by)


@transaction.atomic
def reverse_allocation(*, allocation_id: int, reason: str, by: str) -> int:
    """Take back all money set on the line of this allocation; return the allocations reversed.

    A line paid from several entries is freed whole. The money waits again for its payer's lines.

    Raises:
        Refused: no such allocation (PAY-06), it was taken back already (PAY-07), or no reason
            (PAY-05).
    """
    if not reason.strip():
        raise refusal("PAY-05")
    held = Allocation.objects.filter(pk=allocation_id, reverses__isnull=True).first()
    if held is None:
        raise refusal("PAY-06")
    advisory_lock(lock_name(held.entry.programme_id))
    count = _reverse([held.line_id], reason, by)
    if not count:
        raise refusal("PAY-07")
    record(
        by=by, action="payments.reverse", table="payments_allocation", key=str(held.pk),
        reason=reason, detail={"line": held.line_id, "count": count},
    )  # fmt: skip
    return count


@transaction.atomic
def withdraw_line(*, line_id: int, reason: str, by: str) -> Reversed:
    """Take a charge back that may have been paid: its money is freed first.

    Raises:
        Refused: as `billing.services.reverse_line`.
    """
    for code in Bill.objects.filter(lines=line_id).values_list("programme_id", flat=True):
        advisory_lock(lock_name(code))
    _reverse([line_id], reason, by)
    return reverse_line(line_id=line_id, reason=reason, by=by)


def _check_payer(programme_code: str, agency_id: int | None, sponsor_id: int | None) -> None:
    if (agency_id is None) == (sponsor_id is None):
        raise refusal("PAY-04")
    if agency_id is not None:
        known = Agency.objects.filter(pk=agency_id, programme_id=programme_code).exists()
    else:
        known = Sponsor.objects.filter(pk=sponsor_id or 0, programme_id=programme_code).exists()
    if not known:
        raise refusal("PAY-04")


def _free(statement: str, programme: Programme, reason: str, by: str) -> None:
    lines = [line for (line,) in run(statement, {"programme": programme.pk}).rows]
    _reverse(lines, reason, by)


def _reverse(lines: list[int], reason: str, by: str) -> int:
    if not lines:
        return 0
    return run("payments/free_lines", {"lines": lines, "reason": reason, "by": by}).count


def _allocated_rp(programme: Programme) -> int:
    return int(run("payments/sum_allocated", {"programme": programme.pk}).scalar())
