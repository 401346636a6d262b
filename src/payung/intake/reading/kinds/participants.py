"""Understand a row of the insurer's list of participants."""

from __future__ import annotations

from payung.core.identity import kpj, name, nik
from payung.intake.reading.cells import is_blank
from payung.intake.reading.kinds.common import Line, Values


def understand(line: Line) -> Values:
    """Return the values of COLUMNS["participants"]; an unknown status holds the row."""
    number = line.number(nik.examine(line.digits("nik"), column=line.heading("nik")), "nik")
    cell = line.cell("name")
    called = None
    if not is_blank(cell):
        called = line.number(name.examine(cell, column=line.heading("name")), "name")
    status = line.choice("status", code="CELL-04")
    if is_blank(line.cell("status")):
        line.find("CELL-08", "status")
    return [
        number,
        line.optional_number("kpj", kpj.examine),
        called,
        line.day("birth_date", soft=True),
        status,
        line.month("last_paid_month", code="CELL-10"),
    ]
