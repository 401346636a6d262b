"""Monthly figures as they were when the month was frozen."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from payung.db.fields import MonthField
from payung.db.triggers import append_only
from payung.registry.models import Programme


class FrozenMonth(models.Model):
    """All figures of a month with their definitions; a later freeze is a revision beside it."""

    append_only = True

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    month = MonthField()
    revision = models.IntegerField()
    figures = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    reason = models.TextField(blank=True, default="")
    by = models.CharField(max_length=150)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_freeze_per_revision", fields=["programme", "month", "revision"]
            ),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.month} revision {self.revision}"
