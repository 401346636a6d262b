"""Judge what a column holds by looking at its values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime

from payung.core import calendar, money
from payung.core.identity import cells as digits
from payung.intake.reading.cells import Cell, as_text, filled
from payung.intake.reading.fields import Field
from payung.intake.reading.wording import plain

SAMPLE_ROWS = 200
_NIP = re.compile(r"(?:19[4-9]|20[01])[0-9]{15}")
_NIP_DIGITS = 18
_NIK = re.compile(r"[1-9][0-9]{3}[0-9]{2}[0-7][0-9][01][0-9]{7}")
_PHONE = re.compile(r"(?:62|0)?(?:8[1-9][0-9]{7,10}|2[0-9]{7,9})")
_NAME = re.compile(r"[^\W\d_][^\W\d_.'\u2019`, -]*(?:[ .,'\u2019`-]+[^\W\d_]+)*[. ]*")
_PLACE_AND_DATE = re.compile(r"\s*[^\W\d][^\d,]*[,/ ]\s*[0-9]{1,2}[-/. ].*")
_SEXES = frozenset(
    ("l", "p", "lk", "pr", "laki laki", "laki", "perempuan", "pria", "wanita", "male", "female")
)


def share(hint: str, column: Iterable[Cell]) -> float | None:
    """Return the share of filled cells that look like ``hint``; None when all are blank."""
    values = filled(column)
    if not values:
        return None
    looks = HINTS[hint]
    return sum(1 for value in values if looks(value)) / len(values)


def share_of_choices(field: Field, column: Iterable[Cell]) -> float | None:
    """Return the share of filled cells whose word the field knows; None when all are blank."""
    values = filled(column)
    if not values:
        return None
    return sum(field.choice_of(as_text(value)) is not None for value in values) / len(values)


def is_nik(cell: Cell) -> bool:
    """Tell whether a cell looks like a NIK, also one that a spreadsheet has damaged."""
    return _NIK.fullmatch(_digits(cell)) is not None


def is_nip(cell: Cell) -> bool:
    """Tell whether a cell looks like a NIP."""
    return _NIP.fullmatch(_digits(cell)) is not None


def is_date(cell: Cell) -> bool:
    """Tell whether a cell reads as a date, or fails only by order or short year."""
    if isinstance(cell, date | datetime):
        return True
    if not isinstance(cell, str):
        return False
    try:
        return calendar.parse_date(cell) is not None
    except calendar.UnreadableDate as problem:
        return problem.code != calendar.UNREADABLE


def is_month(cell: Cell) -> bool:
    """Tell whether a cell reads as a month."""
    try:
        return calendar.parse_month(cell) is not None
    except calendar.UnreadableDate:
        return False


def is_money(cell: Cell) -> bool:
    """Tell whether a cell reads as an amount that is no identity number."""
    if isinstance(cell, str) and (len(cell) > 20 or is_nik(cell) or is_nip(cell)):
        return False
    try:
        return abs(money.parse_rupiah(cell)) < 10**13
    except money.UnreadableMoney:
        return False


def is_name(cell: Cell) -> bool:
    """Tell whether a cell looks like a person's name: several words, letters only."""
    return isinstance(cell, str) and " " in cell.strip() and bool(_NAME.fullmatch(cell.strip()))


def is_place_and_date(cell: Cell) -> bool:
    """Tell whether a cell holds a place, then a date."""
    return isinstance(cell, str) and _PLACE_AND_DATE.fullmatch(cell) is not None


def has_place_before_date(cell: Cell) -> bool:
    """Tell whether a cell is no date by itself, but a place with one behind it."""
    return is_place_and_date(cell) and not is_date(cell)


def _digits(cell: Cell) -> str:
    return digits.compact(as_text(cell))


def _is_phone(cell: Cell) -> bool:
    return _PHONE.fullmatch(_digits(cell).lstrip("+")) is not None


def _is_sex(cell: Cell) -> bool:
    return plain(as_text(cell)) in _SEXES


def _is_name_and_nip(cell: Cell) -> bool:
    text = as_text(cell)
    return text[:1].isalpha() and sum(map(str.isdigit, text)) == _NIP_DIGITS


def _is_kpj(cell: Cell) -> bool:
    text = _digits(cell)
    return len(text) == 11 and text.isdigit() and not text.startswith("08")


def _is_birth_date(cell: Cell) -> bool:
    if not is_date(cell):
        return False
    text = as_text(cell)
    years = re.findall(r"(?:19|20)[0-9]{2}", text)
    return bool(years) and min(map(int, years)) < 2010


HINTS: dict[str, Callable[[Cell], bool]] = {
    "nik": is_nik,
    "nip": is_nip,
    "kpj": _is_kpj,
    "phone": _is_phone,
    "sex": _is_sex,
    "date": is_date,
    "birth_date": _is_birth_date,
    "place_and_date": is_place_and_date,
    "month": is_month,
    "money": is_money,
    "name": is_name,
    "name_and_nip": _is_name_and_nip,
}
