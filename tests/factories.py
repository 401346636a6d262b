"""Make registered people, units and sponsorships for tests; everybody here is invented.

Plain functions: each returns the saved row, and makes what it needs when it is not given. Numbers
are counted up, so that two calls never collide; NIKs start with 33.24.14, which is Patebon.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from payung.core.period import Month
from payung.db.sealing import blind_index, seal
from payung.pairing.models import Sponsorship
from payung.registry.models import (
    Agency,
    AgencyAlias,
    AgencyName,
    InsurerEntry,
    InsurerList,
    Person,
    Programme,
    Region,
    Sponsor,
    SponsorTerm,
    StatedFigure,
    Worker,
    WorkerTerm,
)

LONG_AGO = date(2023, 1, 1)
SEPTEMBER = Month(2025, 9)
_numbers = itertools.count(1)


def make_nik(
    *, birth_date: date = date(1985, 3, 14), sex: str = "L", district: str = "332414"
) -> str:
    """Return a NIK that nobody else in this run has; its serial is far above those in use."""
    day = birth_date.day + (40 if sex == "P" else 0)
    turn, serial = divmod(next(_numbers), 9000)
    return f"{int(district) + turn:06d}{day:02d}{birth_date:%m%y}{9999 - serial:04d}"


def make_nip(*, birth_date: date = date(1980, 5, 17), since: str = "200501", sex: str = "1") -> str:
    """Return a PNS's NIP that nobody else in this run has (999 of one birth date)."""
    return f"{birth_date:%Y%m%d}{since}{sex}{999 - next(_numbers) % 999:03d}"


def make_programme(code: str = "kendal", **values: Any) -> Programme:
    """Return the programme of this code, made with a regency, two kecamatan and their villages."""
    values = {
        "name": "ASN Peduli Pekerja Rentan",
        "regency_code": "33.24",
        "regency_name": "Kabupaten Kendal",
        "zone": "Asia/Jakarta",
        "settings": {},
        "words": {},
        **values,
    }
    programme, _ = Programme.objects.get_or_create(code=code, defaults=values)
    for region, parent, level, name in (
        ("33.24", "33", "REGENCY", "Kendal"),
        ("33.24.14", "33.24", "KECAMATAN", "Patebon"),
        ("33.24.10", "33.24", "KECAMATAN", "Pegandon"),
        ("33.24.14.2002", "33.24.14", "DESA", "Sukolilan"),
        ("33.24.10.2003", "33.24.10", "DESA", "Dawungsari"),
    ):
        Region.objects.get_or_create(
            code=region, defaults={"parent_code": parent, "level": level, "name": name}
        )
    return programme


def make_agency(
    code: str = "diskominfo",
    *,
    programme: Programme | None = None,
    name: str | None = None,
    aliases: Sequence[str] = (),
    **values: Any,
) -> Agency:
    """Return a unit with one name in force since 2023; `aliases` are keys (upper, A-Z0-9)."""
    programme = programme or make_programme()
    agency = Agency.objects.create(
        programme=programme, code=code, **{"kind": "OPD", "region_code": "33.24", **values}
    )
    AgencyName.objects.create(
        agency=agency, name=name or f"Dinas {code.title()}", valid=(LONG_AGO, None)
    )
    for key in {code.upper().replace("-", ""), *aliases}:
        AgencyAlias.objects.get_or_create(programme=programme, key=key, defaults={"agency": agency})
    return agency


def make_person(name: str = "Siti Contoh", *, nik: str | None = None, **values: Any) -> Person:
    """Return a person with a sealed NIK; pass `nik=""` for one whose NIK is not known."""
    birth_date = values.setdefault("birth_date", date(1985, 3, 14))
    nik = make_nik(birth_date=birth_date or date(1985, 3, 14)) if nik is None else nik
    if nik:
        values["nik_sealed"] = seal(nik, "registry_person.nik_sealed")
        values["nik_index"] = blind_index(nik, "nik")
    return Person.objects.create(name=name, **values)


def make_sponsor(
    name: str = "Budi Contoh",
    *,
    programme: Programme | None = None,
    agency: Agency | None = None,
    nip: str | None = None,
    person: Person | None = None,
    **term: Any,
) -> Sponsor:
    """Return a sponsor with one open term since 2023; `term` overrides its values."""
    programme = programme or (agency.programme if agency else make_programme())
    agency = agency or Agency.objects.filter(programme=programme).first()
    agency = agency or make_agency(programme=programme)
    nip = nip or make_nip()
    sponsor = Sponsor.objects.create(
        programme=programme,
        person=person or make_person(name, nik="", birth_date=date(1980, 5, 17)),
        nip_sealed=seal(nip, "registry_sponsor.nip_sealed"),
        nip_index=blind_index(nip, "nip"),
    )
    values = {"from_date": LONG_AGO, "kind": "PNS", "position": "Pelaksana", **term}
    SponsorTerm.objects.create(sponsor=sponsor, agency=agency, **values)
    return sponsor


def make_worker(
    name: str = "Slamet Contoh",
    *,
    programme: Programme | None = None,
    nik: str | None = None,
    person: Person | None = None,
    named_nip: str | None = None,
    named_purse: str = "",
    **term: Any,
) -> Worker:
    """Return a worker with one open term since 2023; `term` overrides its values."""
    programme = programme or make_programme()
    worker = Worker.objects.create(
        programme=programme,
        person=person or make_person(name, nik=nik),
        named_nip_index=blind_index(named_nip, "nip") if named_nip else None,
        named_purse=named_purse,
    )
    values = {
        "from_date": LONG_AGO,
        "village_code": "33.24.14.2002",
        "kecamatan_code": "33.24.14",
        "occupation": "nelayan",
        "sector": "other",
        "sector_confirmed": True,
        "income_rp": 750_000,
        **term,
    }
    WorkerTerm.objects.create(worker=worker, **values)
    return worker


def make_sponsorship(
    *,
    worker: Worker | None = None,
    sponsor: Sponsor | None = None,
    month: Month = SEPTEMBER,
    until: Month | None = None,
    purse: str = "SPONSOR",
    **values: Any,
) -> Sponsorship:
    """Return a sponsorship from `month`; `until` is its last month, open when None."""
    worker = worker or make_worker()
    if sponsor is None and purse == "SPONSOR":
        sponsor = make_sponsor(programme=worker.programme)
    end = (until + 1).first_day if until else None
    return Sponsorship.objects.create(
        programme=worker.programme,
        worker=worker,
        sponsor=sponsor,
        purse=purse,
        months=(month.first_day, end),
        **{"opened_by": "tester", "end_reason": "SPONSOR_RETIRED" if until else "", **values},
    )


def make_insurer_list(
    entries: Mapping[str, Mapping[str, Any]],
    *,
    programme: Programme | None = None,
    as_of: date = date(2025, 9, 30),
    batch_id: int | None = None,
) -> InsurerList:
    """Return an insurer's list; `entries` maps a NIK to `is_active`, `last_paid_month`, `name`."""
    programme = programme or make_programme()
    insurer_list = InsurerList.objects.create(
        programme=programme,
        as_of=as_of,
        batch_id=batch_id if batch_id is not None else 1_000_000 + next(_numbers),
        entries_count=len(entries),
    )
    InsurerEntry.objects.bulk_create(
        InsurerEntry(
            list=insurer_list,
            row_number=number,
            nik_sealed=seal(nik, "registry_insurerentry.nik_sealed"),
            nik_index=blind_index(nik, "nik"),
            **{"is_active": True, "last_paid_month": Month.of(as_of), **values},
        )
        for number, (nik, values) in enumerate(entries.items(), start=2)
    )
    return insurer_list


def make_figure(code: str = "ASN_COUNT", value: int = 10_345, **values: Any) -> StatedFigure:
    """Return a stated figure of the whole programme as of 2025-07-31, unless told otherwise."""
    values = {"as_of": date(2025, 7, 31), "source": "contoh", **values}
    values["programme"] = values.get("programme") or make_programme()
    return StatedFigure.objects.create(code=code, value=value, **values)
