"""The month's bills. What is issued is never changed: corrections are reversing lines."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Now

from payung.billing import guards
from payung.db.fields import MonthField, RupiahField
from payung.db.triggers import append_only
from payung.pairing.models import Purse, Sponsorship
from payung.registry.models import Agency, Person, Programme, Sector


class Tariff(models.Model):
    """What one month costs for a sector, a purse and an income bracket, with its article."""

    append_only = True

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    month = MonthField()
    sector = models.CharField(max_length=20, choices=Sector)
    purse = models.CharField(max_length=20, choices=Purse)
    income_from_rp = RupiahField()
    income_below_rp = RupiahField(null=True)
    base_income_rp = RupiahField()
    jkk_rp = RupiahField()
    jkm_rp = RupiahField()
    total_rp = RupiahField()
    references = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_tariff_per_bracket",
                fields=["programme", "month", "sector", "purse", "income_from_rp"],
            ),
            models.CheckConstraint(
                name="tariff_adds_up",
                condition=models.Q(total_rp=models.F("jkk_rp") + models.F("jkm_rp")),
            ),
            ExclusionConstraint(
                name="tariff_brackets_do_not_overlap",
                expressions=[
                    ("programme", RangeOperators.EQUAL),
                    ("month", RangeOperators.EQUAL),
                    ("sector", RangeOperators.EQUAL),
                    ("purse", RangeOperators.EQUAL),
                    (
                        models.Func(
                            "income_from_rp",
                            "income_below_rp",
                            function="int8range",
                            output_field=BigIntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.month} {self.sector} {self.purse} {self.total_rp}"


class RunState(models.TextChoices):
    """PREPARED waits for a second person where the programme asks for four eyes."""

    PREPARED = "PREPARED", "Disiapkan"
    ISSUED = "ISSUED", "Diterbitkan"


class Run(models.Model):
    """One act of billing a month; a run that finds nothing new makes no row.

    A prepared run has no bills yet, only what they would come to: approving it makes them, and
    refuses when they would come to anything else.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    month = MonthField()
    state = models.CharField(max_length=10, choices=RunState)
    prepared_by = models.CharField(max_length=150)
    prepared_at = models.DateTimeField(db_default=Now())
    issued_by = models.CharField(max_length=150, blank=True, default="")
    issued_at = models.DateTimeField(null=True)
    four_eyes = models.BooleanField(default=False)
    lines_count = models.IntegerField(default=0)
    total_rp = RupiahField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_prepared_run_per_month",
                fields=["programme", "month"],
                condition=models.Q(state="PREPARED"),
            ),
            models.CheckConstraint(
                name="four_eyes_are_two_people",
                condition=models.Q(four_eyes=False) | ~models.Q(issued_by=models.F("prepared_by")),
            ),
        ]
        triggers = guards.of_runs()

    def __str__(self) -> str:
        return f"run {self.pk}"


class Closing(models.Model):
    """A month that nothing is billed to any more; corrections go on the first month after it."""

    append_only = True

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    month = MonthField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_month_closes_once", fields=["programme", "month"]),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"closing {self.month}"


class Bill(models.Model):
    """What one collecting agency owes for a month; `sequence` 2 and up are supplements."""

    append_only = True

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="bills")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    month = MonthField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    sequence = models.SmallIntegerField()
    lines_count = models.IntegerField()
    total_rp = RupiahField()
    due_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_bill_per_agency_month_and_sequence",
                fields=["programme", "month", "agency", "sequence"],
            ),
        ]
        triggers = [*append_only(), *guards.of_bills()]

    def __str__(self) -> str:
        return f"bill {self.pk}"


class Line(models.Model):
    """One worker's month on a bill: a CHARGE, or the REVERSAL of one with the amount negated.

    A person has one charge a month whatever the purse; `slot` grows by one with each reversal,
    so a month may be charged again only after the earlier charge was reversed.
    """

    append_only = True

    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="lines")
    position = models.IntegerField()
    kind = models.CharField(max_length=8, default="CHARGE")
    month = MonthField()
    sponsorship = models.ForeignKey(Sponsorship, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, db_index=False)
    tariff = models.ForeignKey(Tariff, on_delete=models.PROTECT, db_index=False)
    amount_rp = RupiahField()
    slot = models.SmallIntegerField(default=0)
    home_agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reporting_agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True)
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_month_is_charged_once",
                fields=["person", "month", "slot"],
                condition=models.Q(kind="CHARGE"),
            ),
            models.CheckConstraint(
                name="line_sign_follows_kind",
                condition=models.Q(kind="CHARGE", amount_rp__gte=0, reverses__isnull=True)
                | models.Q(kind="REVERSAL", amount_rp__lte=0, reverses__isnull=False),
            ),
        ]
        triggers = [*append_only(), *guards.of_lines()]

    def __str__(self) -> str:
        return f"line {self.pk}"
