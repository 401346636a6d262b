"""Understand a row of a roll of civil servants."""

from __future__ import annotations

import re
from datetime import date

from payung.core.identity import name, nik, nip, phone
from payung.intake.reading.cells import Cell
from payung.intake.reading.kinds.common import Line, Values, birth_of

_NAME_AND_NUMBER = re.compile(
    r"(.*?)[\s,/(]*(?:\bni\s?p+k?\b)?[\s.:]*([0-9][0-9\s.]{13,}[0-9])[\s)]*",
    re.IGNORECASE | re.DOTALL,
)


def understand(line: Line) -> Values:
    """Return the values of COLUMNS["sponsors"]."""
    _, birth_date = birth_of(line)
    called_cell, number_cell = _name_and_number(line)
    sex = line.choice("sex", code="CELL-03")
    stated = line.choice("kind", code="CELL-03")
    number = line.number(
        nip.examine(
            number_cell,
            column=line.heading("nip") or line.heading("name_nip"),
            kind=stated if stated != "NON_ASN" else None,
            birth_date=date.fromisoformat(birth_date) if birth_date else None,
            sex=sex,
        ),
        "nip",
    )
    heading = line.heading("name") or line.heading("name_nip")
    called = line.number(name.examine(called_cell, column=heading), "name")
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


def _name_and_number(line: Line) -> tuple[Cell, Cell]:
    """Return the cells of name and NIP; a roll may keep both in one cell, one below the other."""
    both = line.cell("name_nip")
    if not isinstance(both, str):
        return line.cell("name"), line.digits("nip")
    match = _NAME_AND_NUMBER.fullmatch(both)
    return (match[1], match[2]) if match else (both, None)
