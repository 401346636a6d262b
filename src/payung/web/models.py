"""Receipts of what was done on a page: the same press of a button counts once."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from payung.db.triggers import append_only


class Receipt(models.Model):
    """One confirmed act, keyed by the token of its check page; a second press finds this row.

    `details` are codes, numbers and months for the receipt page, never a person's data.
    """

    append_only = True

    token = models.UUIDField(primary_key=True)
    programme_code = models.CharField(max_length=40)
    act = models.CharField(max_length=40)
    details = models.JSONField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.act} {self.token}"
