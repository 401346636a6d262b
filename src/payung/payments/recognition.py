"""Read from the text of a bank line which month it pays; no database, no legal content.

Written are "SEPTEMBER 2025", "SEPT 2025", "09/2025" or just "SEPTEMBER". A date in the text
("03 OKTOBER 2025", "03/10/2025") is the day of the transfer and names no month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from payung.core.calendar import UnreadableDate, parse_month
from payung.core.period import MONTH_NAMES, Month

_WORDS = re.compile(r"(?<![a-z])([a-z]{3,9})(?:[ ./,'-]{0,3}(\d{4}|\d{2})(?!\d))?(?![a-z])")
_DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}[ ./-]{0,3}$")
_NUMBERS = re.compile(r"(?<![\d/.-])(?:(\d{1,2})[/.-](20\d{2})|(20\d{2})[/.-](\d{1,2}))(?![\d/.-])")
_FULL_NAMES = frozenset(name.lower() for names in MONTH_NAMES.values() for name in names)
_MONTHS_AHEAD = 3


def month_in_text(text: str, on: date) -> Month | None:
    """Return the one month the text names; None when it names none, or several.

    A month without a year is the nearest one that lies at most three months after `on`.
    """
    lowered = text.lower()
    found = {*_in_numbers(lowered), *_in_words(lowered, on)}
    return found.pop() if len(found) == 1 else None


def _in_numbers(text: str) -> Iterator[Month]:
    for match in _NUMBERS.finditer(text):
        month, year = (match[1], match[2]) if match[1] else (match[4], match[3])
        if 1 <= int(month) <= 12:
            yield Month(int(year), int(month))


def _in_words(text: str, on: date) -> Iterator[Month]:
    for match in _WORDS.finditer(text):
        word, year = match.groups()
        if not year and word not in _FULL_NAMES:
            continue
        if year and len(year) == 4 and _DAY_BEFORE.search(text[: match.start()]):
            continue
        try:
            month = parse_month(f"{word} {_year(year, on)}")
        except UnreadableDate:
            continue
        if month is not None:
            yield month if year else _nearest(month, on)


def _year(written: str | None, on: date) -> str:
    if not written:
        return str(on.year)
    return written if len(written) == 4 else f"20{written}"


def _nearest(month: Month, on: date) -> Month:
    ahead = Month.of(on) + _MONTHS_AHEAD
    if month > ahead:
        return month - 12
    return month + 12 if month + 12 <= ahead else month
