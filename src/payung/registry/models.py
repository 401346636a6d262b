"""Programmes, regions, agencies, stated figures, persons, sponsors, workers, the insurer's list.

A person is a row of its own; what changes with time stands in *terms*: from a date, until a date
(exclusive) or open. Nobody is deleted: a membership ends by closing its term.
"""

from __future__ import annotations

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models.functions import Lower, Now

from payung.db.fields import MonthField, RupiahField
from payung.db.triggers import append_only, never_deleted, no_overlapping_terms
from payung.registry import guards


def _tracked(model: type[models.Model]) -> type[models.Model]:
    """Keep what a row was before each change, written once per statement."""
    return pghistory.track(
        pghistory.UpdateEvent("changed", row=pghistory.Old, level=pgtrigger.Statement)
    )(model)


class Sector(models.TextChoices):
    """What the tariff asks of an occupation."""

    TRANSPORT = "transport", "Transportasi"
    OTHER = "other", "Lainnya"


class Programme(models.Model):
    """One regency's programme, loaded from its pack; `settings` are checked by the pack reader."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=200)
    regency_code = models.CharField(max_length=5)
    regency_name = models.CharField(max_length=200)
    zone = models.CharField(max_length=40)
    settings = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.code


class Region(models.Model):
    """A regency, kecamatan, desa or kelurahan of a programme, by its dotted code."""

    code = models.CharField(max_length=13, primary_key=True)
    parent_code = models.CharField(max_length=8, db_index=True)
    level = models.CharField(max_length=10)  # REGENCY, KECAMATAN, DESA, KELURAHAN
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class AgencyKind(models.TextChoices):
    """What a unit is."""

    OPD = "OPD", "OPD"
    KECAMATAN = "KECAMATAN", "Kecamatan"
    BAGIAN = "BAGIAN", "Bagian"
    SCHOOL = "SCHOOL", "Sekolah"
    CLINIC = "CLINIC", "Puskesmas"
    UPTD = "UPTD", "UPTD"
    OTHER = "OTHER", "Lainnya"


@_tracked
class Agency(models.Model):
    """A unit of the regency's government. It collects through `collector`, itself when null."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=AgencyKind)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    collector = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    reporter = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    region_code = models.CharField(max_length=13, blank=True)
    is_invented = models.BooleanField(default=False)  # a filler of the demo

    class Meta:
        constraints = [
            models.UniqueConstraint(name="agency_code_once", fields=["programme", "code"]),
        ]
        triggers = never_deleted()

    def __str__(self) -> str:
        return self.code


class AgencyName(models.Model):
    """What a unit was called and when."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=80, blank=True)
    valid = DateRangeField()
    source = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="agency_has_one_name_at_a_time",
                expressions=[("agency", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AgencyAlias(models.Model):
    """Another way in which lists and bank lines write a unit; the key is upper-case A-Z0-9."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    key = models.CharField(max_length=250)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="aliases")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="alias_means_one_agency", fields=["programme", "key"]),
        ]

    def __str__(self) -> str:
        return self.key


@_tracked
class StatedFigure(models.Model):
    """A figure somebody stated, with the day it holds for and where it stands.

    Codes: ASN_COUNT, OPD_COUNT, KECAMATAN_COUNT, INFORMAL_WORKERS, DEATHS, DEATHS_PAID_RP,
    TARGET_COVERAGE_PERCENT, and the press figures that reports compare themselves with.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True)
    code = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=18, decimal_places=2)
    as_of = models.DateField()
    source = models.CharField(max_length=250)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="figure_stated_once_a_day",
                fields=["programme", "agency", "code", "as_of"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="figure_says_where_it_stands", condition=~models.Q(source="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.as_of}"


@_tracked
class Person(models.Model):
    """A human being, once in the whole installation; NIK and phone are sealed."""

    name = models.TextField()
    birth_date = models.DateField(null=True)
    birth_place = models.TextField(blank=True, default="")
    sex = models.CharField(max_length=1, blank=True, default="")
    nik_sealed = models.BinaryField(null=True)
    nik_index = models.BinaryField(null=True)
    phone_sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="person_nik_once", fields=["nik_index"]),
            models.CheckConstraint(
                name="person_nik_sealed_and_indexed",
                condition=models.Q(nik_sealed__isnull=True, nik_index__isnull=True)
                | models.Q(nik_sealed__isnull=False, nik_index__isnull=False),
            ),
        ]
        indexes = [models.Index(OpClass(Lower("name"), "text_pattern_ops"), name="person_by_name")]
        triggers = [*never_deleted(), *guards.of_persons()]

    def __str__(self) -> str:
        return f"person {self.pk}"


class SponsorKind(models.TextChoices):
    """What kind of servant a sponsor is; decides the retirement age."""

    PNS = "PNS", "PNS"
    PPPK = "PPPK", "PPPK"
    PPPK_PARUH_WAKTU = "PPPK_PARUH_WAKTU", "PPPK paruh waktu"
    NON_ASN = "NON_ASN", "Non-ASN"


@_tracked
class Sponsor(models.Model):
    """A civil servant in a programme; written by `registry.services`."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    nip_sealed = models.BinaryField()
    nip_index = models.BinaryField()
    batch_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="sponsor_nip_once", fields=["programme", "nip_index"]),
        ]
        triggers = never_deleted()

    def __str__(self) -> str:
        return f"sponsor {self.pk}"


@_tracked
class SponsorTerm(models.Model):
    """Where and as what a sponsor serves, from a day until a day (exclusive)."""

    sponsor = models.ForeignKey(Sponsor, on_delete=models.PROTECT, related_name="terms")
    from_date = models.DateField()
    until_date = models.DateField(null=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=SponsorKind)
    position = models.CharField(max_length=200, blank=True)
    contract_end_date = models.DateField(null=True)
    end_reason = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="sponsor_term_start", fields=["sponsor", "from_date"]),
            models.UniqueConstraint(
                name="sponsor_one_open_term",
                fields=["sponsor"],
                condition=models.Q(until_date__isnull=True),
            ),
            models.CheckConstraint(
                name="sponsor_term_forward",
                condition=models.Q(until_date__isnull=True)
                | models.Q(until_date__gt=models.F("from_date")),
            ),
        ]
        triggers = [*never_deleted(), *no_overlapping_terms(owner="sponsor_id")]

    def __str__(self) -> str:
        return f"term {self.pk} of sponsor {self.sponsor_id}"


@_tracked
class Worker(models.Model):
    """A vulnerable worker in a programme; `named_*` is whom a list named as the sponsor."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    named_nip_index = models.BinaryField(null=True)
    named_purse = models.CharField(max_length=20, blank=True, default="")
    batch_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="worker_person_once", fields=["programme", "person"]),
        ]
        triggers = never_deleted()

    def __str__(self) -> str:
        return f"worker {self.pk}"


@_tracked
class WorkerTerm(models.Model):
    """Where a worker lives and what he does, from a day until a day (exclusive).

    An unconfirmed sector is a guess from the occupation: it never makes a month cheaper.
    """

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="terms")
    from_date = models.DateField()
    until_date = models.DateField(null=True)
    village_code = models.CharField(max_length=13, blank=True, default="")
    kecamatan_code = models.CharField(max_length=8, blank=True, default="")
    address = models.TextField(blank=True, default="")
    occupation = models.CharField(max_length=200, blank=True, default="")
    sector = models.CharField(max_length=20, choices=Sector)
    sector_confirmed = models.BooleanField(default=False)
    income_rp = RupiahField(null=True)
    end_reason = models.CharField(max_length=30, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="worker_term_start", fields=["worker", "from_date"]),
            models.UniqueConstraint(
                name="worker_one_open_term",
                fields=["worker"],
                condition=models.Q(until_date__isnull=True),
            ),
            models.CheckConstraint(
                name="worker_term_forward",
                condition=models.Q(until_date__isnull=True)
                | models.Q(until_date__gt=models.F("from_date")),
            ),
        ]
        triggers = [*never_deleted(), *no_overlapping_terms(owner="worker_id")]

    def __str__(self) -> str:
        return f"term {self.pk} of worker {self.worker_id}"


class InsurerList(models.Model):
    """One list of participants from the insurer's branch, as of a day. Never changed."""

    append_only = True

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    as_of = models.DateField()
    batch_id = models.BigIntegerField(unique=True)
    entries_count = models.IntegerField()
    received_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["programme", "-as_of", "-id"])]
        triggers = append_only()

    def __str__(self) -> str:
        return f"insurer's list {self.as_of}"


class InsurerEntry(models.Model):
    """One participant on one list; matched to persons by the NIK's blind index."""

    append_only = True

    list = models.ForeignKey(InsurerList, on_delete=models.PROTECT, related_name="entries")
    row_number = models.IntegerField()
    nik_sealed = models.BinaryField()
    nik_index = models.BinaryField()
    kpj_sealed = models.BinaryField(null=True)
    name = models.TextField(blank=True, default="")
    is_active = models.BooleanField()
    last_paid_month = MonthField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="insurer_entry_nik_once", fields=["list", "nik_index"]),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"entry {self.row_number} of list {self.list_id}"


class Action(models.TextChoices):
    """What a row would do to the register."""

    NEW = "NEW", "Baru"
    UNCHANGED = "UNCHANGED", "Tidak berubah"
    CHANGED = "CHANGED", "Berubah"


class Judgement(models.Model):
    """What the registers make of one received row. Rows that are plainly new have none.

    `findings` are those the registers add to the reading's; `decision` is a person's word on a
    held row: TAKE the list's values or KEEP the register's. Unlogged, like the rows themselves.
    """

    deletable = True

    pk = models.CompositePrimaryKey("batch_id", "row_number")
    batch_id = models.BigIntegerField()
    row_number = models.IntegerField()
    status = models.CharField(max_length=10)
    action = models.CharField(max_length=10, choices=Action, null=True)
    subject_id = models.BigIntegerField(null=True)  # the sponsor or worker already registered
    findings = models.JSONField(null=True)
    decision = models.CharField(max_length=10, null=True)
    decided_by = models.CharField(max_length=150, null=True)

    def __str__(self) -> str:
        return f"judgement {self.batch_id}/{self.row_number}"
