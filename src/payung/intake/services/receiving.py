"""Receive a file into quarantine, and read its rows into the waiting room."""

from __future__ import annotations

import dataclasses
import datetime
import json
import unicodedata
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction

from payung.audit.services import record
from payung.core.errors import Refused
from payung.core.finding import refusal
from payung.db.sql import analyze, copy_rows
from payung.intake import quarantine
from payung.intake.models import Batch, BatchState
from payung.intake.models import Mapping as SenderMapping
from payung.intake.reading.limits import DEFAULT_LIMITS, Limits
from payung.intake.reading.parent import Chosen, Inspection, Reading, inspect_file, read_rows
from payung.intake.services.bookkeeping import header_key
from payung.intake.waiting import WAITING, sealing

KEPT_DAYS = 30
_NAME_LENGTH = 120


class Bounds(NamedTuple):
    """How far a reading goes: at most `rows`; `fills` repeats merged cells downwards (F19)."""

    rows: int | None = None
    fills: bool = False

    def limits(self) -> Limits:
        """Return the limits of the reading process."""
        return dataclasses.replace(DEFAULT_LIMITS, rows=self.rows)


UNBOUNDED = Bounds()


def receive_file(
    *,
    path: Path,
    file_name: str,
    kind: str,
    programme_code: str,
    by: str,
    now: datetime.datetime,
    sender: str = "",
    bounds: Bounds = UNBOUNDED,
) -> Batch:
    """Keep the file sealed, look at its sheets and columns, and propose how to read it.

    The proposal stands in `inspection`; `mapping` is it, or what this sender's columns meant last
    time. A file that cannot be read at all ends as a REFUSED batch that says why.
    """
    kept = quarantine.keep(path)
    batch = Batch.objects.create(
        programme_code=programme_code,
        kind=kind,
        state=BatchState.RECEIVED,
        file_name=_harmless(file_name),
        sha256=kept.sha256,
        size_bytes=kept.size_bytes,
        stored_name=kept.stored_name,
        sender=sender or by,
        received_by=by,
        received_at=now,
        expires_on=now.date() + datetime.timedelta(days=KEPT_DAYS),
    )
    record(by=by, action="intake.receive", table="intake_batch", key=str(batch.pk))
    return _inspect(batch, sheet=None, mapping=None, bounds=bounds)


def read_batch(
    *,
    batch_id: int,
    by: str,
    regency_code: str,
    today: datetime.date,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    as_of: datetime.date | None = None,
    bounds: Bounds = UNBOUNDED,
) -> Batch:
    """Read every row into the waiting room; what stood there of this batch goes.

    `mapping` is column heading to field. `as_of` is the day the list speaks of: as given, else as
    the list says, else today. May be repeated, also after a reading that was cut
    off; an applied batch is refused.

    Raises:
        Refused: the batch is applied or its file is gone.
    """
    batch = _begin(batch_id)
    if sheet or mapping:
        batch = _inspect(batch, sheet=sheet, mapping=mapping, bounds=bounds)
        if batch.state == BatchState.REFUSED:
            return batch
    try:
        with quarantine.opened(batch.stored_name) as path, transaction.atomic():
            Batch.objects.select_for_update().get(pk=batch_id)
            reading = read_rows(
                path,
                _layout(batch),
                chosen=Chosen(batch.sheet or None, batch.mapping),
                as_of=as_of,
                today=today,
                regency_code=regency_code,
                fills=bounds.fills,
                limits=bounds.limits(),
            )
            _fill_waiting_room(batch, reading)
    except Refused as refused:
        return _refuse(batch, refused)
    record(
        by=by,
        action="intake.read",
        table="intake_batch",
        key=str(batch.pk),
        detail={"rows": batch.rows},
    )
    return batch


def _begin(batch_id: int) -> Batch:
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=batch_id)
        if batch.state in {BatchState.APPLIED, BatchState.EXPIRED}:
            raise refusal("INT-10")
        if batch.state != BatchState.REFUSED:
            batch.state = BatchState.READING
            batch.save(update_fields=["state"])
    return batch


def _inspect(
    batch: Batch, *, sheet: str | None, mapping: Mapping[str, str] | None, bounds: Bounds
) -> Batch:
    look = partial(inspect_file, limits=bounds.limits())
    try:
        with quarantine.opened(batch.stored_name) as path:
            found = look(path, batch.kind, chosen=Chosen(sheet, mapping))
            remembered = None if mapping else _remembered(batch, found)
            if remembered is not None:
                found = look(path, batch.kind, chosen=Chosen(sheet, remembered))
    except Refused as refused:
        return _refuse(batch, refused)
    batch.layout = found.layout
    batch.sheet = found.sheet
    batch.mapping = found.mapping
    batch.inspection = found.told
    batch.as_of = found.as_of
    batch.save(update_fields=["layout", "sheet", "mapping", "inspection", "as_of"])
    return batch


def _remembered(batch: Batch, found: Inspection) -> Mapping[str, str] | None:
    known = SenderMapping.objects.filter(
        programme_code=batch.programme_code,
        kind=batch.kind,
        sender=batch.sender,
        header_key=header_key(found.header),
    ).first()
    return None if known is None or known.mapping == found.mapping else known.mapping


def _refuse(batch: Batch, refused: Refused) -> Batch:
    batch.state = BatchState.REFUSED
    batch.refusal = refused.plain()
    batch.rows = batch.accepted = batch.held = batch.refused = batch.unchanged = 0
    batch.save()
    return batch


def _layout(batch: Batch) -> str:
    return batch.layout or batch.kind


def _harmless(file_name: str) -> str:
    """Return a file's name without folders, control and direction marks, and not too long."""
    name = file_name.replace("\\", "/").rpartition("/")[2]
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C")
    if len(name) <= _NAME_LENGTH:
        return name or "daftar"
    return f"{name[: _NAME_LENGTH - 11]}\u2026{name[-10:]}"


def _fill_waiting_room(batch: Batch, reading: Reading) -> None:
    room = WAITING[batch.kind]
    room.model._base_manager.filter(batch_id=batch.pk).delete()
    counts = {"accepted": 0, "held": 0, "refused": 0}
    copy_rows(room.table, room.columns, _rows(batch, reading, counts))
    analyze(room.table)
    batch.rows = sum(counts.values())
    batch.accepted, batch.held, batch.refused = counts.values()
    batch.unchanged = 0
    batch.as_of = reading.as_of
    batch.state = BatchState.READ
    batch.refusal = None
    batch.save()


def _rows(batch: Batch, reading: Reading, counts: dict[str, int]) -> Iterator[list[Any]]:
    batch_id, waiting_values = batch.pk, sealing(batch.kind)
    for chunk in reading:
        for number, status, values, findings in chunk:
            counts[status] += 1
            noted = None if findings is None else json.dumps(findings)
            yield [batch_id, number, status, noted, *waiting_values(values)]
