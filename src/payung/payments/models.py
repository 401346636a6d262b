"""Money that came in, what it paid, and what was passed on. Corrections are reversals."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from payung.billing.models import Line
from payung.db.fields import MonthField, RupiahField
from payung.db.triggers import append_only
from payung.payments import guards
from payung.registry.models import Agency, Programme, Sponsor


class EntrySource(models.TextChoices):
    """Which paper told of the money."""

    BANK_STATEMENT = "bank_statement", "Rekening koran"
    AUTODEBIT_RESULT = "autodebit_result", "Hasil autodebet"
    PAYROLL_LIST = "payroll_list", "Daftar potong gaji"


class Entry(models.Model):
    """One line of such a paper. `is_money` is false for an instruction or a failed debit:
    it is shown and linked, and never counted.

    `key` is the paper's reference with amount and outcome, or a digest of account, date, amount,
    text, balance and occurrence where it has none: the same line delivered twice is one entry.
    `returns` names the entry whose money went back.
    """

    append_only = True

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    source = models.CharField(max_length=20, choices=EntrySource)
    key = models.CharField(max_length=200)
    batch_id = models.BigIntegerField()
    row_number = models.IntegerField()
    entry_date = models.DateField()
    reference = models.CharField(max_length=200, blank=True, default="")
    text = models.TextField(blank=True, default="")
    amount_rp = RupiahField()
    is_money = models.BooleanField()
    outcome = models.CharField(max_length=10, blank=True, default="")  # SUCCESS, FAILED
    note = models.TextField(blank=True, default="")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True)
    sponsor = models.ForeignKey(Sponsor, on_delete=models.PROTECT, null=True)
    paid_month = MonthField(null=True)
    returns = models.OneToOneField("self", on_delete=models.PROTECT, null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_entry_per_reference", fields=["programme", "source", "key"]
            ),
            models.CheckConstraint(
                name="a_return_takes_money_back",
                condition=models.Q(returns__isnull=True) | models.Q(is_money=True, amount_rp__lt=0),
            ),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"entry {self.pk}"


class Assignment(models.Model):
    """A word on whom an unclear entry is from; the newest one counts.

    `settles_batch_id` is the autodebit file whose results this credit is the money of.
    """

    append_only = True

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="assignments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True)
    sponsor = models.ForeignKey(Sponsor, on_delete=models.PROTECT, null=True)
    paid_month = MonthField(null=True)
    settles_batch_id = models.BigIntegerField(null=True)
    reason = models.TextField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return f"assignment of entry {self.entry_id}"


class Allocation(models.Model):
    """Money of an entry set on a bill line; or the reversal of that.

    A line is paid whole or not at all, from as many entries as it takes.
    """

    append_only = True

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="allocations")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="allocations")
    amount_rp = RupiahField()
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True)
    reason = models.TextField(blank=True, default="")
    by = models.CharField(max_length=150)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="allocation_sign_follows_kind",
                condition=models.Q(reverses__isnull=True, amount_rp__gt=0)
                | models.Q(reverses__isnull=False, amount_rp__lt=0),
            ),
        ]
        triggers = [*append_only(), *guards.of_allocations()]

    def __str__(self) -> str:
        return f"allocation {self.pk}"


class Remittance(models.Model):
    """Money of a month passed on to BPJS; only then is the collected money remitted."""

    append_only = True

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    month = MonthField()
    reference = models.CharField(max_length=200)
    amount_rp = RupiahField()
    remitted_on = models.DateField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_remittance_per_reference", fields=["programme", "reference"]
            ),
            models.CheckConstraint(
                name="remittance_is_positive", condition=models.Q(amount_rp__gt=0)
            ),
        ]
        triggers = [*append_only(), *guards.of_remittances()]

    def __str__(self) -> str:
        return f"remittance {self.pk}"
