"""Record a bank statement, an autodebit result or a payroll list, once per line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from payung.audit.services import record
from payung.core.calendar import day_in_zone
from payung.core.finding import Level, catalogue, refusal
from payung.db.locks import advisory_lock
from payung.db.sql import analyze, run
from payung.intake.models import Batch, BatchKind, BatchState
from payung.intake.services import mark_applied
from payung.payments.models import EntrySource
from payung.payments.recognition import month_in_text
from payung.payments.services.allocation import allocate, lock_name
from payung.registry.agency_names import find, find_in_text
from payung.registry.models import Programme
from payung.registry.selectors import programme as find_programme
from payung.registry.selectors import unit_keys

_ROWS_SHOWN = 10
_ABOUT_THE_PAYER = ("NIP-", "NIK-", "NUM-", "NAME-")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a paper came to: `entries` are new, `duplicates` were known or stand in it twice.

    `allocated_rp` and `unallocated_rp` are of this paper's own entries.
    """

    entries: int
    allocated_rp: int
    unallocated_rp: int
    duplicates: int


@transaction.atomic
def record_statement(*, batch_id: int, by: str) -> Recorded:
    """Record the lines of a money paper that are new, and set the money on open lines.

    Money that nobody is known for, and money before its bill, waits unallocated; so does money of
    a payer whose number cannot be read.

    Raises:
        Refused: the batch is no money paper that was read (PAY-01), or a row of it cannot be used
            (PAY-02); then nothing is recorded.
    """
    batch = Batch.objects.select_for_update().filter(pk=batch_id, kind=BatchKind.MONEY).first()
    if batch is None or batch.state not in (BatchState.READ, BatchState.APPLIED):
        raise refusal("PAY-01")
    programme = find_programme(batch.programme_code)
    advisory_lock(lock_name(programme.pk))
    if batch.state == BatchState.APPLIED:
        return Recorded(**batch.result)
    _refuse_unusable(batch)
    told = run("payments/insert_entries", _parameters(batch, programme)).one()
    analyze("payments_entry")
    allocate(programme, by=by)
    totals = run("payments/sum_batch", {"batch": batch.pk}).one()
    recorded = Recorded(
        entries=told["entries"],
        allocated_rp=totals["allocated_rp"],
        unallocated_rp=totals["unallocated_rp"],
        duplicates=told["rows"] - told["entries"],
    )
    result = {field: getattr(recorded, field) for field in Recorded.__slots__}
    mark_applied(batch_id=batch.pk, by=by, result=result, now=totals["read_at"])
    record(by=by, action="payments.record", table="intake_batch", key=str(batch.pk), detail=result)
    return recorded


def _refuse_unusable(batch: Batch) -> None:
    graves = [
        code
        for code, entry in catalogue().items()
        if entry.level in (Level.HOLD, Level.REFUSE) and not code.startswith(_ABOUT_THE_PAYER)
    ]
    at = {"batch": batch.pk, "grave_codes": graves}
    rows = [number for (number,) in run("payments/find_unusable_rows", at).rows]
    if rows:
        shown = ", ".join(map(str, rows[:_ROWS_SHOWN]))
        raise refusal(
            "PAY-02", count=len(rows), rows=shown + (" ..." if rows[_ROWS_SHOWN:] else "")
        )


def _parameters(batch: Batch, programme: Programme) -> dict[str, Any]:
    by_statement = programme.settings.get("autodebit_settles", "DIRECT") == "BY_STATEMENT"
    instructs = batch.layout == EntrySource.PAYROLL_LIST or (
        by_statement and batch.layout == EntrySource.AUTODEBIT_RESULT
    )
    return {
        "programme": programme.pk,
        "batch": batch.pk,
        "source": batch.layout,
        "results_are_money": not instructs,
        "on_date": batch.as_of or day_in_zone(batch.received_at, programme.zone),
        **_recognised(batch, programme),
    }


def _recognised(batch: Batch, programme: Programme) -> dict[str, list[Any]]:
    """Return the unit and the month of each row that only its text can tell, as three arrays."""
    keys = unit_keys(programme)
    received_on = day_in_zone(batch.received_at, programme.zone)
    rows, agencies, months = [], [], []
    for number, name, text, on in run("payments/find_unnamed_texts", {"batch": batch.pk}).rows:
        agency = find(name, keys, programme.regency_name) if name else None
        rows.append(number)
        agencies.append(agency or find_in_text(text, keys, programme.regency_name))
        months.append(_first_day(text, on or received_on))
    return {"row_numbers": rows, "agency_ids": agencies, "months": months}


def _first_day(text: str, on: date) -> date | None:
    month = month_in_text(text, on)
    return month.first_day if month else None
