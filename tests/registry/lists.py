"""Put lists into the waiting room as reading leaves them, for tests of the registers."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from payung.core.period import Month
from payung.db.sealing import blind_index, seal
from payung.intake.models import Batch, ParticipantRow, SponsorRow, WorkerRow

NOW = datetime(2025, 9, 30, 5, 0, tzinfo=UTC)
AS_OF = date(2025, 9, 30)
HEADINGS = {
    "sponsors": {"NIP": "nip", "Nama": "name", "Unit": "agency", "Jabatan": "position"},
    "workers": {"NIK": "nik", "Nama": "name", "Lahir": "birth_date", "Upah": "income_rp"},
    "participants": {"NIK": "nik", "STATUS": "status"},
}
_shas = itertools.count(1)


def make_list(
    kind: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    programme_code: str = "kendal",
    as_of: date = AS_OF,
    first_row: int = 2,
) -> Batch:
    """Return a batch that is read to its end; `rows` say what differs from an ordinary row."""
    makers = {"sponsors": sponsor_row, "workers": worker_row, "participants": participant_row}
    batch = Batch.objects.create(
        programme_code=programme_code,
        kind=kind,
        state="READ",
        file_name="daftar.xlsx",
        sha256=f"{next(_shas):064d}",
        size_bytes=1,
        stored_name="daftar",
        mapping=HEADINGS[kind],
        as_of=as_of,
        rows=len(rows),
        accepted=len(rows),
        received_by="tester",
    )
    made = [
        makers[kind](batch_id=batch.pk, row_number=number, **row)
        for number, row in enumerate(rows, start=first_row)
    ]
    type(made[0]).objects.bulk_create(made)
    return batch


def worker_row(
    *, nik: str | None = None, sponsor_nip: str | None = None, **values: Any
) -> WorkerRow:
    """Return a plain worker's row."""
    values = {
        "status": "accepted",
        "name": "Slamet Contoh",
        "birth_date": date(1985, 3, 14),
        "sex": "L",
        "village_code": "33.24.14.2002",
        "kecamatan_code": "33.24.14",
        "occupation": "nelayan",
        "sector": "other",
        "income_rp": 750_000,
        **values,
    }
    if nik:
        values["nik_sealed"] = seal(nik, "registry_person.nik_sealed")
        values["nik_index"] = blind_index(nik, "nik")
    if sponsor_nip:
        values["sponsor_nip_index"] = blind_index(sponsor_nip, "nip")
    return WorkerRow(**values)


def sponsor_row(*, nip: str, nik: str | None = None, **values: Any) -> SponsorRow:
    """Return a plain servant's row."""
    values = {
        "status": "accepted",
        "name": "Budi Contoh",
        "birth_date": date(1980, 5, 17),
        "kind": "PNS",
        "position": "Pelaksana",
        "agency_name": "Diskominfo",
        "nip_sealed": seal(nip, "registry_sponsor.nip_sealed"),
        "nip_index": blind_index(nip, "nip"),
        **values,
    }
    if nik:
        values["nik_sealed"] = seal(nik, "registry_person.nik_sealed")
        values["nik_index"] = blind_index(nik, "nik")
    return SponsorRow(**values)


def participant_row(*, nik: str, **values: Any) -> ParticipantRow:
    """Return a plain row of the insurer's list."""
    return ParticipantRow(
        nik_sealed=seal(nik, "registry_insurerentry.nik_sealed"),
        nik_index=blind_index(nik, "nik"),
        **{
            "status": "accepted",
            "name": "SLAMET CONTOH",
            "insurer_status": "ACTIVE",
            "last_paid_month": Month(2025, 9),
            **values,
        },
    )
