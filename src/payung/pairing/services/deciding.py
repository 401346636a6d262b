"""What people decide about single pairs: another sponsor, no pair, an end."""

from __future__ import annotations

import pghistory
from django.db import IntegrityError, transaction

from payung.audit.services import record
from payung.core.finding import refusal
from payung.core.period import Month
from payung.db.locks import advisory_lock
from payung.pairing.models import Proposal, ProposalState, Sponsorship
from payung.registry.models import Sponsor
from payung.registry.services import name_sponsors

END_REASONS = (
    "SPONSOR_RETIRED",
    "SPONSOR_DIED",
    "SPONSOR_LEFT",
    "SPONSOR_RESIGNED",
    "WORKER_DIED",
    "WORKER_OVER_AGE",
    "WORKER_EMPLOYED",
    "WORKER_MOVED",
    "WORKER_WITHDREW",
    "HANDED_OVER",
    "ENTERED_BY_MISTAKE",
)


@transaction.atomic
def choose_sponsor(*, proposal_id: int, sponsor_id: int, by: str) -> None:
    """Put another sponsor into a proposal that is not opened yet.

    Raises:
        Refused: the proposal is opened or gone, or the sponsor is of another programme.
    """
    proposal = _standing(proposal_id)
    programme_id = proposal.run.programme_id
    if not Sponsor.objects.filter(
        pk=sponsor_id, programme_id=programme_id, terms__until_date__isnull=True
    ).exists():
        raise refusal("PAIR-03")
    proposal.sponsor_id = sponsor_id
    proposal.method = "CHOSEN"
    proposal.reason = {}
    proposal.save(update_fields=["sponsor", "method", "reason"])
    record(by=by, action="pairing.choose", table="pairing_proposal", key=str(proposal_id))


@transaction.atomic
def reject_proposal(*, proposal_id: int, reason: str, by: str) -> None:
    """Set a proposal aside; the worker goes on waiting and is proposed again by the next run.

    Raises:
        Refused: the proposal is opened or gone.
    """
    proposal = _standing(proposal_id)
    proposal.state = ProposalState.REJECTED
    proposal.save(update_fields=["state"])
    record(
        by=by,
        action="pairing.reject",
        table="pairing_proposal",
        key=str(proposal_id),
        reason=reason,
    )


@transaction.atomic
def end_sponsorship(*, sponsorship_id: int, last_month: Month, reason: str, by: str) -> None:
    """Let `last_month` be the last month the sponsorship pays for; the worker waits from then on.

    Whom a list had named is forgotten, so that the next proposal is not the same sponsor again.
    A sponsorship that never paid (last month before its first) keeps its row with an empty range.

    Raises:
        Refused: it has already ended earlier (PAIR-04), the reason is not one of `END_REASONS`
            (PAIR-05), or later months stand billed on it (PAIR-06).
    """
    if reason not in END_REASONS:
        raise refusal("PAIR-05", options=", ".join(END_REASONS))
    sponsorship = Sponsorship.objects.select_for_update().get(pk=sponsorship_id)
    advisory_lock(f"pairing.{sponsorship.programme_id}")
    months, until = sponsorship.months, (last_month + 1).first_day
    if months.isempty or (months.upper is not None and months.upper <= until):
        raise refusal("PAIR-04")
    sponsorship.months = (months.lower, max(months.lower, until))
    sponsorship.end_reason = reason
    try:
        with transaction.atomic(), pghistory.context(by=by, reason=reason):
            sponsorship.save(update_fields=["months", "end_reason"])
    except IntegrityError as problem:
        raise refusal("PAIR-06", month=str(last_month)) from problem
    others = Sponsorship.objects.filter(worker=sponsorship.worker_id, months__upper_inf=True)
    if not others.exists():
        name_sponsors(workers=[sponsorship.worker_id], sponsors=[None], purses=[""], by=by)
    record(
        by=by,
        action="pairing.end",
        table="pairing_sponsorship",
        key=str(sponsorship_id),
        reason=reason,
        detail={"last_month": str(last_month)},
    )


def _standing(proposal_id: int) -> Proposal:
    proposal = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("run")
        .filter(pk=proposal_id, state=ProposalState.PROPOSED)
        .first()
    )
    if proposal is None:
        raise refusal("PAIR-02")
    return proposal
