"""Propose a sponsor for every worker who waits, with a reason each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.db import transaction

from payung.audit.services import record
from payung.core.period import Month
from payung.core.rules import occupation
from payung.db.locks import advisory_lock
from payung.db.sql import copy_rows, run
from payung.pairing.models import Proposal, ProposalRun, ProposalState
from payung.pairing.nearness import closeness, measure
from payung.pairing.spread import Offering, Pair, Waiting, spread
from payung.registry.models import Programme
from payung.registry.settings import complete

_UNKNOWN_INCOME_RP = 1_000_000


class Proposed(NamedTuple):
    """The run made, how many workers it serves, and how many stay without a sponsor."""

    run_id: int
    proposed: int
    unmatched: int


@transaction.atomic
def propose(*, programme_code: str, month: Month, by: str) -> Proposed:
    """Make proposals whose first billed month is `month`; the last run's open ones are replaced.

    Pairs a list names come first. The rest is spread by nearness; where room is short, low income
    and dangerous work are served first.

    Raises:
        Programme.DoesNotExist: there is no such programme.
    """
    programme = Programme.objects.get(pk=programme_code)
    advisory_lock(f"pairing.{programme_code}")
    Proposal.objects.filter(run__programme=programme, state=ProposalState.PROPOSED).delete()
    made = ProposalRun.objects.create(programme=programme, month=month, by=by)
    settings = complete(programme.settings)
    names = {"run_id": made.pk, "programme": programme_code, "month": month.first_day}
    named = run("pairing/propose_named", names).count
    waiting = run("pairing/list_waiting", names).dicts()
    offering = run(
        "pairing/list_offering",
        {**names, "workers_per_sponsor": settings["workers_per_sponsor"]},
    )
    pairs = spread(
        [Waiting(row["worker_id"], row["place"], _priority(row)) for row in waiting],
        [Offering(*row) for row in offering.rows],
        measure(programme.settings.get("tiles", [])),
    )
    _write(made, pairs, {row["worker_id"]: row for row in waiting})
    made.proposed_count = named + len(pairs)
    made.unmatched_count = len(waiting) - len(pairs)
    made.save(update_fields=["proposed_count", "unmatched_count"])
    detail = {"named": named, "near": len(pairs), "unmatched": made.unmatched_count}
    record(
        by=by,
        action="pairing.propose",
        table="pairing_proposalrun",
        key=str(made.pk),
        detail=detail,
    )
    return Proposed(made.pk, made.proposed_count, made.unmatched_count)


def _priority(worker: Mapping[str, Any]) -> int:
    income = _UNKNOWN_INCOME_RP if worker["income_rp"] is None else worker["income_rp"]
    return int(occupation.guess(worker["occupation"]).risk * 500_000 - income)


def _write(made: ProposalRun, pairs: list[Pair], workers: Mapping[int, Mapping[str, Any]]) -> None:
    columns = ("run_id", "worker_id", "sponsor_id", "purse", "method", "reason", "state")

    def rows() -> Iterator[tuple[Any, ...]]:
        for pair in pairs:
            reason = _reason(pair, workers[pair.worker_id])
            yield (
                made.pk,
                pair.worker_id,
                pair.sponsor_id,
                "SPONSOR",
                "NEARNESS",
                reason,
                "PROPOSED",
            )

    copy_rows("pairing_proposal", columns, rows())


def _reason(pair: Pair, worker: Mapping[str, Any]) -> str:
    reason = {
        "nearness": closeness(pair.distance),
        "income_rp": worker["income_rp"],
        "risk": occupation.guess(worker["occupation"]).risk,
    }
    return json.dumps(reason)
