"""What all kinds of rows share: the values' order, and reading one cell with its findings."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from payung.core import calendar, money
from payung.core.finding import Finding, Level
from payung.intake.reading import profile
from payung.intake.reading.cells import Cell, as_text, is_blank
from payung.intake.reading.fields import Kind, kind_of

Values = list[Any]
"""Plain JSON values in the order of the kind's COLUMNS; days and months as ISO text."""

Examine = Callable[..., tuple[str | None, list[Finding]]]

_LABEL = re.compile(r"(?:nip|nik|ni)(?:[ .]*pppk)?[\s.:]*", re.IGNORECASE)

ABSENT = -1
"""The place of a field that no column holds: every line is given an empty last cell."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sponsors": (
        "nip", "nik", "name", "birth_date", "sex", "kind", "position", "contract_end_date",
        "agency_name", "phone",
    ),
    "workers": (
        "nik", "name", "birth_date", "birth_place", "sex", "village_code", "kecamatan_code",
        "address", "occupation", "sector", "sector_confirmed", "income_rp", "purse", "phone",
        "sponsor_nip",
    ),
    "participants": ("nik", "kpj", "name", "birth_date", "insurer_status", "last_paid_month"),
    "money": (
        "entry_date", "reference", "text", "amount_rp", "balance_rp", "outcome", "note", "nip",
        "nik", "name", "agency_name", "paid_month", "account",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """Say where each field stands, what its column is called, and what the list speaks of.

    ``index`` gives ABSENT for a field that has no column; see `places`.
    """

    kind: Kind
    index: Mapping[str, int]
    heading: Mapping[str, str]
    regency_code: str | None = None
    as_of: date | None = None
    epoch_1904: bool = False

    def has(self, name: str) -> bool:
        """Tell whether a column holds this field."""
        return self.index[name] != ABSENT


def places(found: Mapping[str, int]) -> Mapping[str, int]:
    """Return the place of every field: its column, or ABSENT."""
    return defaultdict(lambda: ABSENT, found)


class Line:
    """One line while it is understood: its cells, and the findings gathered on the way."""

    __slots__ = ("cells", "context", "findings", "index")

    def __init__(self, context: Context, cells: Sequence[Cell]) -> None:
        """Keep the cells; the last one is the empty cell of absent fields."""
        self.context = context
        self.index = context.index
        self.cells = cells
        self.findings: list[Finding] = []

    def cell(self, name: str) -> Cell:
        """Return the cell of a field as it was sent."""
        return self.cells[self.index[name]]

    def digits(self, name: str) -> Cell:
        """Return the cell of an identity number without a label typed into it: ``NIP. 1980...``."""
        cell = self.cells[self.index[name]]
        return _LABEL.sub("", cell) if isinstance(cell, str) and cell[:1].isalpha() else cell

    def heading(self, name: str) -> str | None:
        """Return what the column of a field is called."""
        return self.context.heading.get(name)

    def find(self, code: str, name: str, **params: Any) -> None:
        """Note a finding on a field."""
        self.findings.append(Finding(code, self.heading(name), params))

    def text(self, name: str) -> str | None:
        """Return a text cell, tidied; control characters refuse the row (F33)."""
        cell = self.cells[self.index[name]]
        if cell is None or cell == "":
            return None
        text, code = _tidy(cell if cell.__class__ is str else as_text(cell))
        if code is not None:
            self.find(code, name)
        return text

    def day(self, name: str, *, soft: bool = False) -> str | None:
        """Return a date as ISO text; unreadable ones refuse the row, or warn where `soft`."""
        return self.day_of(self.cells[self.index[name]], name, soft=soft)

    def day_of(self, cell: Cell, name: str, *, soft: bool = False) -> str | None:
        """Return the date that a cell or a part of one holds."""
        if cell is None or cell == "":
            return None
        day, code = (
            _day_of_text(cell, self.context.epoch_1904)
            if isinstance(cell, str)
            else _day(cell, self.context.epoch_1904)
        )
        if code is not None:
            self.find("CELL-07" if soft else code, name)
        return day

    def month(self, name: str, *, code: str) -> str | None:
        """Return a month as the ISO text of its first day; `code` notes an unreadable one."""
        cell = self.cell(name)
        if is_blank(cell):
            return None
        try:
            month = calendar.parse_month(cell)
        except calendar.UnreadableDate:
            self.find(code, name)
            return None
        return None if month is None else month.first_day.isoformat()

    def rupiah(self, name: str, *, soft: bool = False) -> int | None:
        """Return an amount in whole rupiah; None where blank."""
        return self.rupiah_of(self.cells[self.index[name]], name, soft=soft)

    def rupiah_of(self, cell: Cell, name: str, *, soft: bool = False) -> int | None:
        """Return the amount that a cell or a part of one holds."""
        if is_blank(cell) or cell == "-":
            return None
        amount_rp, code = _amount_of_text(cell) if cell.__class__ is str else _amount(cell)
        if code is not None:
            self.find("CELL-07" if soft else code, name)
        return amount_rp

    def choice(self, name: str, *, code: str) -> str | None:
        """Return the choice that a coded word stands for; `code` notes an unknown word."""
        cell = self.cells[self.index[name]]
        if is_blank(cell):
            return None
        found = _choice(as_text(cell), self.context.kind.name, name)
        if found is None:
            words = self.context.kind.fields[name].choices
            self.find(code, name, known=", ".join(dict.fromkeys(words.values())))
        return found

    def number(
        self, read: tuple[str | None, list[Finding]], name: str, *, softened: str | None = None
    ) -> str | None:
        """Return an identity number that was examined, and keep what was found.

        Where `softened` is given the number is not what the row stands on: a doubtful one is
        left out with that warning.
        """
        value, findings = read
        if not findings:
            return value
        if softened and any(f.level in (Level.HOLD, Level.REFUSE) for f in findings):
            self.find(softened, name)
            return None
        self.findings.extend(findings)
        return value

    def optional_number(self, name: str, examine: Examine, softened: str = "CELL-07") -> str | None:
        """Return a number that the row may lack; a doubtful one is left out with a warning."""
        cell = self.digits(name)
        if is_blank(cell):
            return None
        value, findings = examine(cell, column=self.heading(name))
        return self.number((value, findings), name, softened=softened) if findings else value


def birth_of(line: Line) -> tuple[str | None, str | None]:
    """Return place and day of birth, whether they stand in one column or apart."""
    cell = line.cell("birth_date")
    if is_blank(cell):
        place, born = split_place_and_date(line.cell("birth_place_date"))
        return place, line.day_of(born, "birth_place_date")
    if isinstance(cell, str) and cell[:1].isalpha() and profile.has_place_before_date(cell):
        place, born = split_place_and_date(cell)
        return place, line.day_of(born, "birth_date")
    return None, line.day("birth_date")


def split_place_and_date(cell: Cell) -> tuple[str | None, Cell]:
    """Split ``Kendal, 12-03-1985`` into the place and the date (F18).

    >>> split_place_and_date("Kendal, 12 Maret 1985")
    ('Kendal', '12 Maret 1985')
    """
    if not isinstance(cell, str):
        return None, cell
    start = next((place for place, sign in enumerate(cell) if sign.isdigit()), len(cell))
    return cell[:start].strip(" ,/.;:-\t\n") or None, cell[start:].strip() or None


@lru_cache(maxsize=1 << 15)
def _tidy(text: str) -> tuple[str | None, str | None]:
    if "\x00" in text or any(c < " " and c not in "\t\r\n" for c in text):
        return None, "CELL-05"
    return " ".join(unicodedata.normalize("NFC", text).split()) or None, None


def _day(cell: Cell, epoch_1904: bool) -> tuple[str | None, str | None]:
    try:
        day = calendar.parse_date(cell, epoch_1904=epoch_1904)
    except calendar.UnreadableDate as problem:
        return None, problem.code
    return None if day is None else day.isoformat(), None


def _amount(cell: Cell) -> tuple[int | None, str | None]:
    try:
        return money.parse_rupiah(cell), None
    except money.UnreadableMoney as problem:
        return None, problem.code


_day_of_text = lru_cache(maxsize=1 << 16)(_day)
_amount_of_text = lru_cache(maxsize=1 << 14)(_amount)


@lru_cache(maxsize=1 << 12)
def _choice(text: str, kind_name: str, field_name: str) -> str | None:
    return kind_of(kind_name).fields[field_name].choice_of(text)
