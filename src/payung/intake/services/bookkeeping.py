"""Keep the books on a batch: its counts, what became of it, when it goes."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.db import transaction

from payung.audit.services import record
from payung.db.sql import run
from payung.intake import quarantine
from payung.intake.models import Batch, BatchState
from payung.intake.models import Mapping as SenderMapping
from payung.intake.waiting import WAITING


@transaction.atomic
def record_counts(*, batch_id: int, accepted: int, held: int, refused: int, unchanged: int) -> None:
    """Store how the rows of a batch end, as the registers judge them.

    The database refuses counts that do not add up to the batch's rows.
    """
    Batch.objects.filter(pk=batch_id).update(
        accepted=accepted, held=held, refused=refused, unchanged=unchanged
    )


@transaction.atomic
def mark_applied(*, batch_id: int, by: str, result: dict[str, Any], now: datetime.datetime) -> None:
    """Note that the accepted rows of a batch are stored, and what that did (counts).

    What its columns meant is confirmed thereby, and remembered for this sender's next list.
    """
    Batch.objects.filter(pk=batch_id).update(
        state=BatchState.APPLIED, applied_by=by, applied_at=now, result=result
    )
    record(by=by, action="intake.apply", table="intake_batch", key=str(batch_id), detail=result)
    batch = Batch.objects.get(pk=batch_id)
    if batch.sender and "header" in batch.inspection:
        remember_mapping(
            programme_code=batch.programme_code,
            kind=batch.kind,
            sender=batch.sender,
            header=batch.inspection["header"],
            mapping=batch.mapping,
        )


@transaction.atomic
def mark_interrupted() -> int:
    """Mark the batches whose reading died, and return their number; they can be read again.

    A reading holds a lock of its batch until its transaction ends: READING without the lock is
    a reading whose process is gone.
    """
    return run("intake/mark_interrupted").count


@transaction.atomic
def remember_mapping(
    *,
    programme_code: str,
    kind: str,
    sender: str,
    header: Iterable[str],
    mapping: Mapping[str, str],
) -> None:
    """Keep how a sender's columns were understood, for the next list with the same header."""
    SenderMapping.objects.update_or_create(
        programme_code=programme_code,
        kind=kind,
        sender=sender,
        header_key=header_key(header),
        defaults={"mapping": dict(mapping)},
    )


def header_key(header: Iterable[str]) -> str:
    """Return what tells one header from another, whatever the case and spacing."""
    levelled = "\n".join(" ".join(text.split()).casefold() for text in header)
    return hashlib.sha256(levelled.encode()).hexdigest()


@transaction.atomic
def expire_batches(*, today: datetime.date, by: str) -> int:
    """Forget the files and waiting rows whose time is over; what they were stays known."""
    over = Batch.objects.filter(expires_on__lte=today).exclude(state=BatchState.EXPIRED)
    count = 0
    for batch in over.select_for_update():
        WAITING[batch.kind].model._base_manager.filter(batch_id=batch.pk).delete()
        if batch.state != BatchState.APPLIED:
            batch.state = BatchState.EXPIRED
        batch.expires_on = None
        batch.save(update_fields=["state", "expires_on"])
        transaction.on_commit(partial(quarantine.forget, batch.stored_name))
        record(by=by, action="intake.expire", table="intake_batch", key=str(batch.pk))
        count += 1
    return count
