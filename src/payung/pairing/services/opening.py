"""Open the sponsorships that were proposed and confirmed."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction

from payung.audit.services import record
from payung.core.finding import refusal
from payung.db.locks import advisory_lock
from payung.db.sql import analyze, run
from payung.pairing.models import ProposalRun
from payung.registry.services import name_sponsors


class Opened(NamedTuple):
    """How many sponsorships this call opened."""

    opened: int


@transaction.atomic
def open_proposals(*, run_id: int, by: str) -> Opened:
    """Open every proposal of the run that still stands; repeating it opens nothing more.

    Registers learn who pays, so that a later list naming somebody else is held.

    Raises:
        Refused: the run is gone, replaced by a newer one.
    """
    made = ProposalRun.objects.filter(pk=run_id).first()
    if made is None:
        raise refusal("PAIR-01")
    advisory_lock(f"pairing.{made.programme_id}")
    pairs = run("pairing/open_sponsorships", {"run_id": run_id, "by": by}).dicts()
    analyze("pairing_sponsorship")
    found = [pair for pair in pairs if pair["method"] != "NAMED"]
    name_sponsors(
        workers=[pair["worker_id"] for pair in found],
        sponsors=[pair["sponsor_id"] for pair in found],
        purses=[pair["purse"] for pair in found],
        by=by,
    )
    record(
        by=by,
        action="pairing.open",
        table="pairing_proposalrun",
        key=str(run_id),
        detail={"opened": len(pairs)},
    )
    return Opened(len(pairs))
