"""Files received and their rows as understood.

The row tables are a waiting room: unlogged (a crash of the server empties them, and the file,
which is kept, is read again), sealed for their destination, and emptied when the batch expires.
Programmes and agencies are codes or plain numbers here: intake knows no register.
"""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from payung.db.fields import MonthField, RupiahField


class BatchKind(models.TextChoices):
    """What a list is about."""

    SPONSORS = "sponsors", "Daftar ASN"
    WORKERS = "workers", "Daftar pekerja"
    PARTICIPANTS = "participants", "Daftar peserta BPJS"
    MONEY = "money", "Uang masuk"


class BatchState(models.TextChoices):
    """Where a file stands. INTERRUPTED: the reading died; it can be repeated."""

    RECEIVED = "RECEIVED", "Diterima"
    READING = "READING", "Sedang dibaca"
    READ = "READ", "Sudah dibaca"
    APPLIED = "APPLIED", "Sudah disimpan"
    REFUSED = "REFUSED", "Ditolak"
    INTERRUPTED = "INTERRUPTED", "Terputus"
    EXPIRED = "EXPIRED", "Kedaluwarsa"


class RowStatus(models.TextChoices):
    """How a row ends."""

    ACCEPTED = "accepted", "Diterima"
    HELD = "held", "Ditahan"
    REFUSED = "refused", "Ditolak"


class Batch(models.Model):
    """One file received; written by `intake.services` only."""

    programme_code = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=BatchKind)
    layout = models.CharField(max_length=30, blank=True)  # of money: bank_statement, ...
    state = models.CharField(max_length=20, choices=BatchState)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    stored_name = models.CharField(max_length=80)
    sender = models.CharField(max_length=150, blank=True)
    sheet = models.CharField(max_length=255, blank=True)
    inspection = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    as_of = models.DateField(null=True)
    rows = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    held = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    refusal = models.JSONField(null=True)
    received_by = models.CharField(max_length=150)
    received_at = models.DateTimeField(db_default=Now())
    applied_by = models.CharField(max_length=150, blank=True)
    applied_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)
    expires_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["programme_code", "-received_at"])]
        constraints = [
            models.CheckConstraint(
                name="intake_batch_counts_add_up",
                condition=models.Q(
                    rows=models.F("accepted") + models.F("held") + models.F("refused")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Mapping(models.Model):
    """How one sender's columns were understood last time."""

    programme_code = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=BatchKind)
    sender = models.CharField(max_length=150)
    header_key = models.CharField(max_length=64)
    mapping = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="intake_mapping_one_per_sender_and_header",
                fields=["programme_code", "kind", "sender", "header_key"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sender}"


class Row(models.Model):
    """What the rows of all kinds share: `status` and `findings` as reading alone decides.

    `findings` is null for a clean row. What the registers make of a row stands further right.
    """

    deletable = True

    pk = models.CompositePrimaryKey("batch_id", "row_number")
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, db_index=False)
    row_number = models.IntegerField()
    status = models.CharField(max_length=10, choices=RowStatus)
    findings = models.JSONField(null=True)
    name = models.TextField(null=True)

    class Meta:
        abstract = True


class SponsorRow(Row):
    """A civil servant as a roll states him."""

    nip_sealed = models.BinaryField(null=True)
    nip_index = models.BinaryField(null=True)
    nik_sealed = models.BinaryField(null=True)
    nik_index = models.BinaryField(null=True)
    phone_sealed = models.BinaryField(null=True)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=1, null=True)
    kind = models.CharField(max_length=20, null=True)
    position = models.TextField(null=True)
    contract_end_date = models.DateField(null=True)
    agency_name = models.TextField(null=True)


class WorkerRow(Row):
    """A vulnerable worker as a list states him."""

    nik_sealed = models.BinaryField(null=True)
    nik_index = models.BinaryField(null=True)
    phone_sealed = models.BinaryField(null=True)
    birth_date = models.DateField(null=True)
    birth_place = models.TextField(null=True)
    sex = models.CharField(max_length=1, null=True)
    village_code = models.CharField(max_length=13, null=True)
    kecamatan_code = models.CharField(max_length=8, null=True)
    address = models.TextField(null=True)
    occupation = models.TextField(null=True)
    sector = models.CharField(max_length=20, null=True)
    sector_confirmed = models.BooleanField(default=False)
    income_rp = RupiahField(null=True)
    purse = models.CharField(max_length=20, null=True)
    sponsor_nip_index = models.BinaryField(null=True)


class ParticipantRow(Row):
    """A participant as the insurer's list states him."""

    nik_sealed = models.BinaryField(null=True)
    nik_index = models.BinaryField(null=True)
    kpj_sealed = models.BinaryField(null=True)
    birth_date = models.DateField(null=True)
    insurer_status = models.CharField(max_length=10, null=True)  # ACTIVE or INACTIVE
    last_paid_month = MonthField(null=True)


class MoneyRow(Row):
    """A line of a bank statement, an autodebit result or a payroll list."""

    entry_date = models.DateField(null=True)
    reference = models.TextField(null=True)
    text = models.TextField(null=True)
    amount_rp = RupiahField(null=True)  # money in; negative is money out
    balance_rp = RupiahField(null=True)
    outcome = models.CharField(max_length=10, null=True)  # SUCCESS or FAILED
    note = models.TextField(null=True)
    nip_index = models.BinaryField(null=True)
    nik_index = models.BinaryField(null=True)
    agency_name = models.TextField(null=True)
    paid_month = MonthField(null=True)
    account = models.TextField(null=True)
