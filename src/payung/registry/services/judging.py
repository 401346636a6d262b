"""Judge the rows of a list by what the registers already hold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from payung.core import parameters
from payung.core.calendar import age_on, day_in_zone
from payung.core.finding import catalogue, refusal
from payung.db.locks import advisory_lock
from payung.db.sql import run
from payung.intake.models import Batch, BatchState, SponsorRow
from payung.intake.services import record_counts
from payung.registry import agency_names, selectors
from payung.registry.models import AgencyName, Programme

JUDGED = ("sponsors", "workers", "participants")
_PROPOSALS_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the rows of a list end; `unchanged` and `changed` are among the accepted.

    `seal` tells this judgement from any other of the same rows.
    """

    accepted: int
    held: int
    refused: int
    unchanged: int
    changed: int
    seal: str

    @property
    def new(self) -> int:
        """Return the accepted rows that the register does not know yet."""
        return self.accepted - self.unchanged - self.changed


@transaction.atomic
def judge_batch(*, batch_id: int, by: str) -> Outcome:
    """Set every row of a read list against the registers; safe to repeat, decisions stay.

    Raises:
        Refused: the list is not read to its end (REG-21), or holds money (REG-25).
    """
    lock_registers()
    batch = read_batch_of_registers(batch_id)
    judge(batch)
    return counted(batch)


def lock_registers() -> None:
    """Keep other lists and decisions out until the open transaction ends."""
    advisory_lock("registry")


def read_batch_of_registers(batch_id: int) -> Batch:
    """Return a batch whose rows can be judged.

    Raises:
        Refused: it is not read to its end (REG-21), or holds money (REG-25).
    """
    batch = Batch.objects.get(pk=batch_id)
    if batch.kind not in JUDGED:
        raise refusal("REG-25", kind=batch.kind)
    if batch.state not in (BatchState.READ, BatchState.APPLIED):
        raise refusal("REG-21")
    return batch


def judge(batch: Batch) -> None:
    """Write the judgements of a batch; the registers are locked by the caller."""
    programme = selectors.programme(batch.programme_code)
    known = {"batch": batch.pk, "programme": programme.pk, "columns": _columns(batch)}
    levels = {code: str(entry.level) for code, entry in catalogue().items()}
    known["levels"] = json.dumps(levels)
    run("registry/forget_judgements", {"batch": batch.pk})
    if batch.kind == "sponsors":
        run("registry/judge_sponsors", {**known, **units_of(batch, programme)})
    elif batch.kind == "workers":
        run("registry/judge_workers", {**known, **_ages(programme, day_of(batch))})
    else:
        run("registry/judge_participants", {**known, "as_of": day_of(batch)})


def counted(batch: Batch) -> Outcome:
    """Return how the rows end, and keep the counts with the batch."""
    outcome = Outcome(**run("registry/count_rows", {"batch": batch.pk}).one())
    record_counts(
        batch_id=batch.pk,
        accepted=outcome.accepted,
        held=outcome.held,
        refused=outcome.refused,
        unchanged=outcome.unchanged,
    )
    return outcome


def day_of(batch: Batch) -> date:
    """Return the day that a list speaks of; where it does not say, the day it came in.

    The clock is that of the programme's zone.
    """
    said: date | None = batch.as_of
    if said is not None:
        return said
    return day_in_zone(batch.received_at, selectors.programme(batch.programme_code).zone)


def units_of(batch: Batch, programme: Programme) -> dict[str, list[Any]]:
    """Return the units' names in a list of sponsors, what each means and most resembles."""
    keys = selectors.unit_keys(programme)
    rows = SponsorRow.objects.filter(batch=batch).exclude(agency_name=None)
    names = sorted(name for name in rows.values_list("agency_name", flat=True).distinct() if name)
    found = [agency_names.find(name, keys, programme.regency_name) for name in names]
    unknown = [name for name, unit in zip(names, found, strict=True) if unit is None]
    likes = _likes(unknown[:_PROPOSALS_AT_MOST], keys, programme)
    return {
        "unit_names": names,
        "unit_ids": found,
        "unit_likes": [likes.get(name) for name in names],
    }


def _likes(names: list[str], keys: Mapping[str, int], programme: Programme) -> dict[str, str]:
    alike = {name: agency_names.most_like(name, keys, programme.regency_name) for name in names}
    called = dict(
        AgencyName.objects.filter(agency__in=filter(None, alike.values()))
        .order_by("valid")
        .values_list("agency_id", "name")
    )
    return {name: called[unit] for name, unit in alike.items() if unit in called}


def _columns(batch: Batch) -> str:
    """Return the heading that each field was read from, as JSON."""
    return json.dumps({field: heading for heading, field in batch.mapping.items()})


def _ages(programme: Programme, day: date) -> dict[str, Any]:
    """Return the age limits of ELI-01 as birth dates, for a registration on `day`."""
    limit = int(parameters.value_on("eligibility", "age_limit", day).value)
    minimum = int(parameters.setting_on("eligibility", "minimum_age", day, programme.settings))
    return {
        "as_of": day,
        "age_limit": limit,
        "limit_birth": latest_birth(limit, day),
        "minimum_age": minimum,
        "minimum_birth": latest_birth(minimum, day),
    }


def latest_birth(age: int, day: date) -> date:
    """Return the last birth date of those who have reached an age on a day."""
    near = date(day.year - age, day.month, min(day.day, 28)) + timedelta(days=4)
    return next(
        born for back in range(8) if age_on(born := near - timedelta(days=back), day) >= age
    )
