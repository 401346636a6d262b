"""Open the sponsorships that were proposed and confirmed."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction

from payung.audit.services import record
from payung.core.errors import Refused
from payung.db.locks import advisory_lock
from payung.db.sql import run
from payung.pairing.models import ProposalRun


class Opened(NamedTuple):
    """How many sponsorships this call opened."""

    opened: int


@transaction.atomic
def open_proposals(*, run_id: int, by: str) -> Opened:
    """Open every proposal of the run that still stands; repeating it opens nothing more.

    Raises:
        Refused: the run is gone, replaced by a newer one.
    """
    made = ProposalRun.objects.filter(pk=run_id).first()
    if made is None:
        raise Refused("PAIR-01", "Usulan ini sudah tidak ada.", "Buat usulan baru.")
    advisory_lock(f"pairing.{made.programme_id}")
    opened = run("pairing/open_sponsorships", {"run_id": run_id, "by": by}).count
    record(
        by=by,
        action="pairing.open",
        table="pairing_proposalrun",
        key=str(run_id),
        detail={"opened": opened},
    )
    return Opened(opened)
