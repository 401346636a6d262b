"""Count in whole months and half-open date ranges; no legal content.

A contribution month is a ``Month``; the database keeps it as the date of its first day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import overload

MONTH_NAMES: dict[str, tuple[str, ...]] = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_SHAPE = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """Stand for one calendar month; ordered, hashable, printed as ``YYYY-MM``.

    >>> Month(2025, 12) + 1
    Month(year=2026, month=1)
    >>> Month(2026, 1) - Month(2025, 11)
    2
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        """Refuse months outside 1 to 12 and years a date cannot hold."""
        if not (1 <= self.month <= 12 and 1 <= self.year <= 9999):
            raise ValueError(f"no such month: {self.year}-{self.month}")

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read ``YYYY-MM`` strictly; ``calendar.parse_month`` reads what people write.

        Raises:
            ValueError: the text has another shape or the month does not exist.
        """
        match = _SHAPE.fullmatch(text)
        if match is None:
            raise ValueError(f"a month is written YYYY-MM, not {text!r}")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month that holds the day."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        """Return the first day, as the database keeps it."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """Return the last day, 28 to 31."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def __add__(self, months: int) -> Month:
        """Return the month so many months later; negative goes back."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    @overload
    def __sub__(self, other: Month) -> int: ...
    @overload
    def __sub__(self, other: int) -> Month: ...
    def __sub__(self, other: Month | int) -> int | Month:
        """Return the months between two months, or the month so many months earlier."""
        if isinstance(other, Month):
            return (self.year - other.year) * 12 + self.month - other.month
        return self + -other

    def __str__(self) -> str:
        """Return ``YYYY-MM``."""
        return f"{self.year:04d}-{self.month:02d}"

    def label(self, lang: str = "id") -> str:
        """Return the month in words, such as ``September 2025``."""
        return f"{MONTH_NAMES[lang][self.month - 1]} {self.year}"


def month_range(start: Month, end: Month) -> Iterator[Month]:
    """Yield the months from start to end, both included; nothing when end precedes start."""
    for offset in range(end - start + 1):
        yield start + offset


@dataclass(frozen=True, slots=True)
class DateRange:
    """Span the days from ``start`` up to, but not including, ``end``; None is open-ended."""

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        """Refuse a range that ends before it starts."""
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError("a range cannot end before it starts")

    def __contains__(self, day: date) -> bool:
        """Tell whether the day lies inside."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: DateRange) -> bool:
        """Tell whether the two ranges share a day."""
        starts = [r.start for r in (self, other) if r.start is not None]
        ends = [r.end for r in (self, other) if r.end is not None]
        if any(r.start is not None and r.start == r.end for r in (self, other)):
            return False
        return not starts or not ends or max(starts) < min(ends)
