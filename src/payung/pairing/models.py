"""Proposals of who pays for whom, and the sponsorships that came of them."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Now

from payung.db.fields import MonthField
from payung.db.triggers import never_deleted
from payung.pairing import guards
from payung.registry.models import Programme, Sponsor, Worker


class Purse(models.TextChoices):
    """Where the money comes from; decides the relief of PP 50/2025."""

    SPONSOR = "SPONSOR", "ASN"
    APBD = "APBD", "APBD"
    DBHCHT = "DBHCHT", "DBHCHT"
    CSR = "CSR", "CSR"


class ProposalRun(models.Model):
    """One batch pairing for a first month; the same registers give the same proposals."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    month = MonthField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField(db_default=Now())
    proposed_count = models.IntegerField(default=0)
    unmatched_count = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"proposals {self.pk}"


class ProposalState(models.TextChoices):
    """Where a proposal stands."""

    PROPOSED = "PROPOSED", "Diusulkan"
    OPENED = "OPENED", "Dibuka"
    REJECTED = "REJECTED", "Ditolak"


class Proposal(models.Model):
    """One worker with one sponsor, and why. NAMED: a list said so. NEARNESS: we computed it."""

    deletable = True

    run = models.ForeignKey(ProposalRun, on_delete=models.CASCADE, related_name="proposals")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT)
    sponsor = models.ForeignKey(Sponsor, on_delete=models.PROTECT, null=True)
    purse = models.CharField(max_length=20, choices=Purse)
    method = models.CharField(max_length=10)  # NAMED, NEARNESS, CHOSEN
    reason = models.JSONField(default=dict)  # {"nearness": .., "need": .., "risk": ..}
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.PROPOSED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_proposal_per_worker_and_purse", fields=["run", "worker", "purse"]
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"


@pghistory.track(pghistory.UpdateEvent("changed", row=pghistory.Old, level=pgtrigger.Statement))
class Sponsorship(models.Model):
    """A purse pays for a worker in the months of `months` (first days; upper end exclusive)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT)
    sponsor = models.ForeignKey(Sponsor, on_delete=models.PROTECT, null=True)
    purse = models.CharField(max_length=20, choices=Purse, default=Purse.SPONSOR)
    months = DateRangeField()
    method = models.CharField(max_length=10, default="NAMED")
    opened_by = models.CharField(max_length=150)
    opened_at = models.DateTimeField(db_default=Now())
    end_reason = models.CharField(max_length=30, blank=True, default="")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_sponsorship_per_worker_month_and_purse",
                expressions=[
                    ("worker", RangeOperators.EQUAL),
                    ("purse", RangeOperators.EQUAL),
                    ("months", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="an_asn_pays_where_the_purse_says_so",
                condition=models.Q(purse="SPONSOR", sponsor__isnull=False)
                | ~models.Q(purse="SPONSOR"),
            ),
            models.CheckConstraint(
                name="sponsorship_months_start_on_the_first",
                condition=models.Q(months__startswith__day=1),
            ),
            models.CheckConstraint(
                name="sponsorship_months_end_on_the_first",
                condition=models.Q(months__endswith__day=1),
            ),
            models.CheckConstraint(
                name="an_ended_sponsorship_says_why",
                condition=models.Q(months__upper_inf=True) | ~models.Q(end_reason=""),
            ),
        ]
        triggers = [*never_deleted(), *guards.of_sponsorships()]

    def __str__(self) -> str:
        return f"sponsorship {self.pk}"
