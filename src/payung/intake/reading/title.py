"""Read the as-of date from the lines above a header: ``Keadaan bulan September 2025``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from payung.core import calendar

_SAYS_WHEN = re.compile(
    r"(?i)\b(?:keadaan|posisi|per|periode|bulan|bln|tanggal|tgl|data|sampai dengan|s\.?/?d\.?"
    r"|as of|as at|month|period|semester|tahun)\b"
)
_SAYS_LAW = re.compile(
    r"(?i)\b(?:peraturan|perbup|perda|undang|keputusan|lampiran|surat|nomor\s*[:0-9])"
)
_DAY = re.compile(
    r"(?<![0-9])([0-9]{1,2}(?:\s+|-)[A-Za-z]{3,9}(?:\s+|-)[0-9]{4}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|[A-Za-z]{3,9}\s+[0-9]{1,2},\s*[0-9]{4})(?![0-9])"
)
_MONTH = re.compile(
    r"(?<![0-9A-Za-z])([A-Za-z]{3,9}[ -]+[0-9]{4}|[0-9]{1,2}[-/][0-9]{4}|[0-9]{4}-[0-9]{2})"
    r"(?![0-9-])"
)


def find_as_of(lines: Iterable[str]) -> date | None:
    """Return the date a list speaks of; a month counts as its last day. Law numbers are skipped."""
    for line in lines:
        if _SAYS_LAW.search(line) or not _SAYS_WHEN.search(line):
            continue
        found = _day_in(line) or _month_in(line)
        if found is not None:
            return found
    return None


def _day_in(line: str) -> date | None:
    for match in _DAY.finditer(line):
        try:
            return calendar.parse_date(match[1])
        except calendar.UnreadableDate:
            continue
    return None


def _month_in(line: str) -> date | None:
    for match in _MONTH.finditer(line):
        try:
            month = calendar.parse_month(match[1])
        except calendar.UnreadableDate:
            continue
        if month is not None:
            return month.last_day
    return None
