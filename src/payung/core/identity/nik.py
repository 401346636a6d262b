"""NIK, the 16-digit population number: PP KK CC DDMMYY SSSS.

Province, regency and kecamatan of first registration (it never changes when a person moves),
birth date with 40 added to the day for women, a serial from 0001. There is no check digit.
The century is not part of the number, so no age is ever derived from it.
Source: UU 23/2006 jo. UU 24/2013 on population administration (structure; confidence high).

>>> is_valid("3324140608989000")
True
>>> is_valid("3324143208989000")
False
>>> compact("33.2414.060898.9000")
'3324140608989000'
>>> sex_of("3324106611919001")
'P'
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from payung.core.finding import Finding, status_of
from payung.core.identity import cells, region_code

LENGTH = 16
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def compact(text: str) -> str:
    """Take out spaces, dots, dashes and one leading apostrophe."""
    return cells.compact(text)


def is_valid(text: str) -> bool:
    """Tell whether text is a NIK by length, characters and a date that can exist."""
    return status_of(examine(text)[1]) == "accepted"


def examine(
    cell: object,
    *,
    column: str | None = None,
    birth_date: date | None = None,
    sex: str | None = None,
    regency_code: str | None = None,
) -> tuple[str | None, list[Finding]]:
    """Read a cell as a NIK and tell what is doubtful about it.

    ``sex`` is ``L`` or ``P``; ``regency_code`` such as ``33.24`` only makes a NIK from elsewhere
    known. Returns None for the number when it is refused; a held number is returned as read,
    never completed by guess.
    """
    nik, findings = _read(cell, column)
    if nik is None:
        return None, findings
    birth = _birth_part(nik[6:12])
    if birth is None:
        findings.append(Finding("NIK-02", column))
    else:
        day, month, year, own_sex = birth
        if birth_date is not None and (
            day != birth_date.day or month != birth_date.month or year != birth_date.year % 100
        ):
            findings.append(Finding("NIK-05", column))
        if sex is not None and sex != own_sex:
            findings.append(Finding("NIK-06", column))
    if not region_code.is_registration_district(nik[:6]):
        findings.append(Finding("NIK-03", column))
    elif regency_code is not None and nik[:4] != regency_code.replace(".", ""):
        findings.append(Finding("NIK-04", column))
    if nik.endswith("0000"):
        findings.append(Finding("NIK-07", column))
    return nik, findings


def sex_of(nik: str) -> str | None:
    """Return ``L`` or ``P`` as the day tells, or None when the date cannot exist."""
    birth = _birth_part(nik[6:12])
    return None if birth is None else birth[3]


def birth_dates(nik: str, *, not_after: date) -> list[date]:
    """Return the birth dates the number allows (1900s, 2000s), none after the given day."""
    birth = _birth_part(nik[6:12])
    if birth is None:
        return []
    day, month, year, _ = birth
    dates = []
    for century in (1900, 2000):
        try:
            dates.append(date(century + year, month, day))
        except ValueError:
            continue  # 29 February of a common year
    return [born for born in dates if born <= not_after]


def _read(cell: object, column: str | None) -> tuple[str | None, list[Finding]]:
    nik, findings, was_number = cells.read_digits(cell, label="NIK", length=LENGTH, column=column)
    if nik is not None and was_number and nik.endswith("0"):
        findings = [Finding("NIK-01", column)]
    return nik, findings


@lru_cache(maxsize=1 << 17)
def _birth_part(digits: str) -> tuple[int, int, int, str] | None:
    """Split DDMMYY into day, month, two-digit year and sex; None when no such day exists."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    sex = "L"
    if day > 40:
        day, sex = day - 40, "P"
    if not (1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
        return None
    if (day, month) == (29, 2) and year % 4:
        return None
    return day, month, year, sex
