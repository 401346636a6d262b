"""The standing of each worker in each month, derived from bills, payments and the insurer."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from payung.db.fields import MonthField
from payung.registry.models import Agency, Programme, Worker


class Derivation(models.Model):
    """One derived month and the fingerprint of the facts it was derived from.

    `facts_seen` counts all facts there were when the month was last found up to date.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    month = MonthField()
    fingerprint = models.CharField(max_length=64)
    facts_seen = models.CharField(max_length=64, default="")
    derived_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_derivation_per_month", fields=["programme", "month"]),
        ]

    def __str__(self) -> str:
        return f"derivation {self.month}"


class WorkerMonth(models.Model):
    """One worker in one month. `evidence`: CONFIRMED by the insurer, REMITTED, PAID or NONE.

    `standing` and `death_cover` stay as they were while nothing tells whether the month is paid;
    `settled_standing`, `settled_cover` and the runs take such a month as unpaid. The next month
    steps from the settled ones, so a month reads only the one before it.
    Rows are derived, never stated, so deriving a month again replaces them.
    """

    deletable = True

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    month = MonthField()
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT)
    home_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True)
    is_billed = models.BooleanField()
    evidence = models.CharField(max_length=10)
    standing = models.CharField(max_length=12)
    death_cover = models.CharField(max_length=14)
    settled_standing = models.CharField(max_length=12)
    settled_cover = models.CharField(max_length=14)
    paid_run_months = models.IntegerField()
    unpaid_run_months = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_standing_per_worker_month", fields=["worker", "month"]
            ),
        ]
        indexes = [models.Index(fields=["programme", "month", "standing"])]

    def __str__(self) -> str:
        return f"{self.worker_id} {self.month}"
