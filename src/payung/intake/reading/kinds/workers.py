"""Understand a row of a list of vulnerable workers."""

from __future__ import annotations

from datetime import date

from payung.core.identity import name, nik, nip, phone
from payung.core.identity.region_code import locate
from payung.core.rules import occupation
from payung.intake.reading.kinds.common import Line, Values, birth_of


def understand(line: Line) -> Values:
    """Return the values of COLUMNS["workers"].

    The sector is the list's own where it states one, else a guess from the occupation.
    """
    place, birth_date = birth_of(line)
    sex = line.choice("sex", code="CELL-03")
    number = line.number(
        nik.examine(
            line.digits("nik"),
            column=line.heading("nik"),
            birth_date=date.fromisoformat(birth_date) if birth_date else None,
            sex=sex,
            regency_code=line.context.regency_code,
        ),
        "nik",
    )
    called = line.number(name.examine(line.cell("name"), column=line.heading("name")), "name")
    village_code, kecamatan_code = _home(line)
    work = line.text("occupation")
    stated = line.choice("sector", code="CELL-03")
    return [
        number,
        called,
        birth_date,
        line.text("birth_place") or place,
        sex,
        village_code,
        kecamatan_code,
        line.text("address"),
        work,
        stated or occupation.guess(work or "").sector,
        stated is not None,
        _income(line),
        line.choice("purse", code="CELL-04"),
        line.optional_number("phone", phone.examine),
        line.optional_number("sponsor_nip", nip.examine, softened="CELL-06"),
    ]


def _home(line: Line) -> tuple[str | None, str | None]:
    if line.context.regency_code is None:
        return None, None
    found = locate(
        line.text("village"),
        line.text("kecamatan"),
        line.context.regency_code,
        line.heading("village"),
        line.heading("kecamatan"),
    )
    if found.findings:
        line.findings.extend(found.findings)
    return found.village_code, found.kecamatan_code


def _income(line: Line) -> int | None:
    income_rp = line.rupiah("income_rp")
    if income_rp is not None and income_rp < 0:
        line.find("MONEY-02", "income_rp")
        return None
    return income_rp
