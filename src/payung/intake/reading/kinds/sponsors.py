"""Understand a row of a roll of civil servants."""

from __future__ import annotations

from datetime import date

from payung.core.identity import name, nik, nip, phone
from payung.intake.reading.kinds.common import Line, Values, split_place_and_date


def understand(line: Line) -> Values:
    """Return the values of COLUMNS["sponsors"]."""
    _, born = split_place_and_date(line.cell("birth_place_date"))
    birth_date = line.day("birth_date") or line.day_of(born, "birth_place_date")
    sex = line.choice("sex", code="CELL-03")
    stated = line.choice("kind", code="CELL-03")
    number = line.number(
        nip.examine(
            line.cell("nip"),
            column=line.heading("nip"),
            kind=stated if stated != "NON_ASN" else None,
            birth_date=date.fromisoformat(birth_date) if birth_date else None,
            sex=sex,
        ),
        "nip",
    )
    called = line.number(name.examine(line.cell("name"), column=line.heading("name")), "name")
    return [
        number,
        line.optional_number("nik", nik.examine),
        called,
        birth_date,
        sex,
        stated or (nip.shape_of(number) if number else None) or "PNS",
        line.text("position"),
        line.day("contract_end", soft=True),
        line.text("agency") or line.text("sub_unit"),
        line.optional_number("phone", phone.examine),
    ]
