"""Store the accepted rows of a list in the registers, all of them or none."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pghistory
from django.db import transaction

from payung.core.finding import refusal
from payung.db.sql import analyze, run
from payung.intake.models import Batch, BatchState
from payung.intake.services import mark_applied
from payung.registry import selectors
from payung.registry.models import InsurerList
from payung.registry.services.judging import (
    Outcome,
    counted,
    day_of,
    judge,
    lock_registers,
    read_batch_of_registers,
    units_of,
)

# What a first list says of somebody is taken to have held before it: nothing else is known.
BEGINNING = date(1900, 1, 1)


@transaction.atomic
def apply_batch(*, batch_id: int, by: str, now: datetime, seen: str | None = None) -> Outcome:
    """Store a list's accepted rows in one transaction, and return what that did.

    The rows are judged again under the lock. `seen` is the seal of the outcome that a person was
    shown: where the registers have changed it since, nothing is stored. A list that is stored
    already changes nothing. Audit: `intake.apply`.

    Raises:
        Refused: the list is not read to its end (REG-21), holds money (REG-25), or what was seen
            is stale (REG-22).
    """
    lock_registers()
    batch = read_batch_of_registers(batch_id)
    if batch.state == BatchState.APPLIED:
        return Outcome(**{**batch.result, "unchanged": batch.result["accepted"], "changed": 0})
    judge(batch)
    outcome = counted(batch)
    if seen is not None and seen != outcome.seal:
        raise refusal("REG-22")
    with pghistory.context(by=by, batch=batch.pk):
        _store(batch, outcome, now)
    mark_applied(batch_id=batch.pk, by=by, result=_told(outcome), now=now)
    return outcome


def _store(batch: Batch, outcome: Outcome, now: datetime) -> None:
    programme = selectors.programme(batch.programme_code)
    known: dict[str, Any] = {
        "batch": batch.pk,
        "programme": programme.pk,
        "beginning": BEGINNING,
        "as_of": day_of(batch),
        "now": now,
    }
    if batch.kind == "participants":
        if not _is_known_list(batch, outcome):
            run("registry/add_insurer_list", known)
            analyze("registry_insurerentry")
        return
    if batch.kind == "sponsors":
        known |= units_of(batch, programme)
    run(f"registry/add_{batch.kind}", known)
    run(f"registry/change_{batch.kind}", known)
    who = batch.kind.removesuffix("s")
    analyze("registry_person", f"registry_{who}", f"registry_{who}term")


def _is_known_list(batch: Batch, outcome: Outcome) -> bool:
    """Tell whether the latest list of that day says the same of the same people."""
    lists = InsurerList.objects.filter(programme_id=batch.programme_code, as_of=day_of(batch))
    latest = lists.order_by("-id").first()
    return (
        latest is not None
        and outcome.unchanged == outcome.accepted
        and latest.entries_count == outcome.accepted
    )


def _told(outcome: Outcome) -> dict[str, Any]:
    return {name: getattr(outcome, name) for name in Outcome.__slots__}
