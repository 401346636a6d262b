"""Keep a person's word on a held row, on an unknown unit's name, and on a guessed sector."""

from __future__ import annotations

import pghistory
from django.db import transaction
from django.db.models import Q

from payung.audit.services import record
from payung.core.finding import Finding, Level, refusal
from payung.intake.models import BatchState, SponsorRow, WorkerRow
from payung.registry import agency_names, selectors
from payung.registry.models import Agency, AgencyAlias, Judgement, WorkerTerm
from payung.registry.services.judging import (
    Outcome,
    counted,
    lock_registers,
    read_batch_of_registers,
)

DECISIONS = ("TAKE", "KEEP")
# Doubts that a person may settle; any other is mended in the list or in the registers.
TWINS = frozenset({"REG-01", "REG-02"})
OPEN_TO_DECISION = TWINS | {"REG-04", "REG-11"}


@transaction.atomic
def decide_row(*, batch_id: int, row_number: int, decision: str, by: str) -> Outcome:
    """Settle a held row: TAKE the list's values, or KEEP the register as it is.

    Of rows with the same number only one can be taken. May be changed until the list is stored.
    Audit: `registry.decide_row`.

    Raises:
        Refused: the row does not wait for a decision (REG-23), or its twin is taken (REG-24).
        ValueError: the decision is neither TAKE nor KEEP.
    """
    if decision not in DECISIONS:
        raise ValueError(decision)
    lock_registers()
    batch = read_batch_of_registers(batch_id)
    row = Judgement.objects.filter(batch_id=batch_id, row_number=row_number).first()
    if row is None or batch.state != BatchState.READ or not _is_open(row):
        raise refusal("REG-23", row=row_number)
    if decision == "TAKE" and _twin_is_taken(row):
        raise refusal("REG-24", row=row_number)
    Judgement.objects.filter(batch_id=batch_id, row_number=row_number).update(
        decision=decision, decided_by=by, status="accepted"
    )
    record(
        by=by,
        action="registry.decide_row",
        table="intake_batch",
        key=str(batch_id),
        detail={"row": row_number, "decision": decision},
    )
    return counted(batch)


def _is_open(row: Judgement) -> bool:
    held = {code for code in _codes(row) if Finding(code).level in (Level.HOLD, Level.REFUSE)}
    reading = Q(batch_id=row.batch_id, row_number=row.row_number, status="held")
    is_doubted = any(model.objects.filter(reading).exists() for model in (SponsorRow, WorkerRow))
    return bool(held) and held <= OPEN_TO_DECISION and not is_doubted


def _codes(row: Judgement) -> set[str]:
    return {found["code"] for found in row.findings or []}


def _twin_is_taken(row: Judgement) -> bool:
    """Tell whether another row with the same NIK or NIP is taken already."""
    if not _codes(row) & TWINS:
        return False
    taken = Judgement.objects.filter(batch_id=row.batch_id, decision="TAKE")
    numbers = taken.exclude(row_number=row.row_number).values("row_number")
    for model, field in ((WorkerRow, "nik_index"), (SponsorRow, "nip_index")):
        rows = model.objects.filter(batch_id=row.batch_id)
        own = rows.filter(row_number=row.row_number).values(field)
        if rows.filter(**{f"{field}__in": own}, row_number__in=numbers).exists():
            return True
    return False


@transaction.atomic
def add_alias(*, programme_code: str, alias: str, agency_code: str, by: str) -> AgencyAlias:
    """Let `alias`, as lists write it, mean a unit from now on; safe to repeat.

    Lists that wait must be judged again. Audit: `registry.add_alias`.

    Raises:
        Refused: no such unit (REG-27), nothing to read in the alias (REG-29), or it means another
            unit already (REG-26).
    """
    programme = selectors.programme(programme_code)
    agency = Agency.objects.filter(programme=programme, code=agency_code).first()
    if agency is None:
        raise refusal("REG-27", agency=agency_code)
    key = agency_names.key_of(alias, programme.regency_name)
    if not key:
        raise refusal("REG-29")
    meant = selectors.unit_keys(programme).get(key, agency.pk)
    if meant != agency.pk:
        raise refusal("REG-26", agency=Agency.objects.get(pk=meant).code)
    added, is_new = AgencyAlias.objects.get_or_create(
        programme=programme, key=key, defaults={"agency": agency}
    )
    if is_new:
        record(by=by, action="registry.add_alias", table="registry_agency", key=str(agency.pk))
    return added


@transaction.atomic
def confirm_sector(*, worker_id: int, sector: str, by: str) -> None:
    """Note what sector a worker's occupation belongs to, so that it decides the tariff.

    Audit: `registry.confirm_sector`.

    Raises:
        Refused: the worker has no open membership (REG-28).
    """
    term = WorkerTerm.objects.filter(worker_id=worker_id, until_date=None).first()
    if term is None:
        raise refusal("REG-28")
    with pghistory.context(by=by):
        term.sector, term.sector_confirmed = sector, True
        WorkerTerm._meta.get_field("sector").clean(sector, term)
        term.save(update_fields=["sector", "sector_confirmed"])
    record(
        by=by,
        action="registry.confirm_sector",
        table="registry_worker",
        key=str(worker_id),
        detail={"sector": sector},
    )
