"""End memberships and terms of service, and note who pays for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pghistory
from django.db import transaction

from payung.audit.services import record
from payung.core.finding import refusal
from payung.db.sql import run
from payung.registry.models import SponsorTerm, WorkerTerm
from payung.registry.services.judging import lock_registers


@transaction.atomic
def end_membership(*, worker_id: int, last_day: date, reason: str, by: str) -> None:
    """Close a worker's open term after its last day; the sponsorship is pairing's to end.

    `reason` is a short code such as DIED, MOVED_AWAY, EMPLOYED, WITHDRAWN.
    Audit: `registry.end_membership`.

    Raises:
        Refused: there is no open term, or it starts after that day (REG-28).
    """
    lock_registers()
    term = WorkerTerm.objects.filter(worker_id=worker_id, until_date=None).first()
    _close(term, last_day, reason, by)
    record(
        by=by,
        action="registry.end_membership",
        table="registry_worker",
        key=str(worker_id),
        reason=reason,
    )


@transaction.atomic
def end_service(*, sponsor_id: int, last_day: date, reason: str, by: str) -> None:
    """Close a servant's open term after its last day; sponsorships are pairing's to end.

    `reason` is a short code such as RETIRED, DIED, MOVED_AWAY. Audit: `registry.end_service`.

    Raises:
        Refused: there is no open term, or it starts after that day (REG-28).
    """
    lock_registers()
    term = SponsorTerm.objects.filter(sponsor_id=sponsor_id, until_date=None).first()
    _close(term, last_day, reason, by)
    record(
        by=by,
        action="registry.end_service",
        table="registry_sponsor",
        key=str(sponsor_id),
        reason=reason,
    )


def _close(term: WorkerTerm | SponsorTerm | None, last_day: date, reason: str, by: str) -> None:
    if term is None or term.from_date > last_day:
        raise refusal("REG-28")
    with pghistory.context(by=by, reason=reason):
        term.until_date, term.end_reason = last_day + timedelta(days=1), reason
        term.save(update_fields=["until_date", "end_reason"])


@transaction.atomic
def name_sponsors(
    *, workers: Sequence[int], sponsors: Sequence[int | None], purses: Sequence[str], by: str
) -> None:
    """Note who pays for each worker (None: nobody), so that later lists are judged by it.

    Pairing calls this for the sponsorships it opens and ends, and keeps the audit entry of them.
    """
    pairs = {"workers": list(workers), "sponsors": list(sponsors), "purses": list(purses)}
    with pghistory.context(by=by):
        run("registry/name_sponsors", pairs)
