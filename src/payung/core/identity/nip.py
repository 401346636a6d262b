"""NIP of civil servants (PNS) and NI PPPK, 18 digits each.

PNS:  YYYYMMDD birth, YYYYMM appointment, 1 sex (1 man, 2 woman), 3 serial.
PPPK: YYYYMMDD birth, YYYY first appointment, 2 digits for the contract (13 and above), sex,
serial; the number changes with a contract at another agency.
Digits 13-14 tell the shapes apart (01-12 a month, above 12 a contract): a hint, no proof.
Source: Perka BKN 22/2007 (PNS, confidence high); PPPK seen in practice (confidence medium).

>>> is_valid("19780101 200501 1 002")
True
>>> shape_of("197801012005011002"), shape_of("199001012022211003")
('PNS', 'PPPK')
>>> is_valid("197813012005011002")
False
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from payung.core.finding import Finding, status_of
from payung.core.identity import cells

LENGTH = 18
_SEXES = {"1": "L", "2": "P"}


def compact(text: str) -> str:
    """Take out spaces, dots, dashes and one leading apostrophe."""
    return cells.compact(text)


def is_valid(text: str) -> bool:
    """Tell whether text is a NIP by length, characters and a birth date that can exist."""
    return status_of(examine(text)[1]) == "accepted"


def examine(
    cell: object,
    *,
    column: str | None = None,
    kind: str | None = None,
    birth_date: date | None = None,
    sex: str | None = None,
) -> tuple[str | None, list[Finding]]:
    """Read a cell as a NIP and tell what is doubtful about it.

    ``kind`` is PNS, PPPK or PPPK_PARUH_WAKTU as the list states it. Eighteen digits never fit
    a number cell exactly, so a number cell is held. Returns None when refused.
    """
    nip, findings, _ = cells.read_digits(cell, label="NIP", length=LENGTH, column=column)
    if nip is None:
        return None, findings
    born = birth_date_of(nip)
    if born is None:
        findings.append(Finding("NIP-01", column))
    elif birth_date is not None and born != birth_date:
        findings.append(Finding("NIP-02", column))
    if nip[8:12] < nip[:4]:
        findings.append(Finding("NIP-05", column))
    if not _fits(shape_of(nip), kind):
        findings.append(Finding("NIP-03", column, {"kind": kind or "PNS/PPPK"}))
    own_sex = _SEXES.get(nip[14])
    if own_sex is None:
        findings.append(Finding("NIP-04", column))
    elif sex is not None and sex != own_sex:
        findings.append(Finding("NIP-06", column))
    return nip, findings


def shape_of(nip: str) -> str | None:
    """Return PNS or PPPK as digits 13-14 suggest, None for 00."""
    middle = int(nip[12:14])
    if middle == 0:
        return None
    return "PNS" if middle <= 12 else "PPPK"


def sex_of(nip: str) -> str | None:
    """Return ``L`` or ``P`` as digit 15 tells, None for any other digit."""
    return _SEXES.get(nip[14])


def birth_date_of(nip: str) -> date | None:
    """Return the birth date in the first eight digits, None when no such day exists."""
    return _date(nip[:8])


@lru_cache(maxsize=1 << 16)
def _date(digits: str) -> date | None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born if 1900 <= born.year <= 2100 else None


def _fits(shape: str | None, kind: str | None) -> bool:
    if shape is None:
        return False
    return kind not in ("PNS", "PPPK", "PPPK_PARUH_WAKTU") or kind.startswith(shape)
