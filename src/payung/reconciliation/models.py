"""What does not agree between bill, payment and the insurer's list, and how it was closed."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from payung.billing.models import Line
from payung.db.fields import MonthField, RupiahField
from payung.db.triggers import append_only
from payung.payments.models import Entry
from payung.reconciliation import guards
from payung.registry.models import Agency, InsurerEntry, InsurerList, Programme


class DifferenceKind(models.TextChoices):
    """The kinds of disagreement; texts and next steps stand in `core/findings`."""

    UNPAID = "UNPAID", "Belum dibayar"
    SHORT_PAID = "SHORT_PAID", "Kurang bayar"
    COLLECTED_NOT_REMITTED = "COLLECTED_NOT_REMITTED", "Terkumpul, belum disetor"
    PAID_NOT_ACTIVE = "PAID_NOT_ACTIVE", "Dibayar, tidak aktif"
    PAID_NOT_POSTED = "PAID_NOT_POSTED", "Dibayar, iuran belum tercatat"
    PAID_NOT_ON_LIST = "PAID_NOT_ON_LIST", "Dibayar, tidak ada di daftar"
    ON_LIST_NOT_OURS = "ON_LIST_NOT_OURS", "Ada di daftar, bukan peserta kita"
    UNKNOWN_CREDIT = "UNKNOWN_CREDIT", "Uang masuk belum dikenal"
    CREDIT_LEFT = "CREDIT_LEFT", "Sisa uang masuk"


class Match(models.Model):
    """The newest comparison of a month; repeating it replaces its open differences."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    month = MonthField()
    insurer_list = models.ForeignKey(InsurerList, on_delete=models.PROTECT, null=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(db_default=Now())
    totals = models.JSONField(default=dict)
    is_closed = models.BooleanField(default=False)
    closed_by = models.CharField(max_length=150, blank=True, default="")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_match_per_month", fields=["programme", "month"]),
        ]
        triggers = guards.of_matches()

    def __str__(self) -> str:
        return f"match {self.month}"


class Difference(models.Model):
    """One disagreement, pointing at the rows it is about; at most one per kind and row."""

    deletable = True

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="differences")
    kind = models.CharField(max_length=30, choices=DifferenceKind)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, null=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True)
    insurer_entry = models.ForeignKey(InsurerEntry, on_delete=models.PROTECT, null=True)
    amount_rp = RupiahField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_difference_per_kind_and_row",
                fields=["match", "kind", "agency", "line", "entry", "insurer_entry"],
                nulls_distinct=False,
            ),
        ]
        triggers = guards.of_differences()

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Explanation(models.Model):
    """What a person said of a difference; survives a repeated match by what it is about."""

    append_only = True

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    month = MonthField()
    kind = models.CharField(max_length=30, choices=DifferenceKind)
    subject = models.CharField(max_length=80)  # "line:12", "entry:3", "insurer_entry:9", ...
    outcome = models.CharField(max_length=30)
    note = models.TextField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["programme", "month", "kind", "subject"])]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
