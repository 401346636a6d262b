"""Indonesian phone numbers, brought to the form ``+62...``; no legal content.

Mobile numbers start with 08 and have 10 to 13 digits; landlines 9 to 12 with their area code.

>>> examine("0812-3456-7890")[0]
'+6281234567890'
>>> examine("62 812 3456 7890")[0]
'+6281234567890'
"""

from __future__ import annotations

import re

from payung.core.finding import Finding
from payung.core.identity import cells

_MOBILE = re.compile(r"8[0-9]{8,11}")
_LANDLINE = re.compile(r"[2-79][0-9]{7,10}")
_COUNTRY = re.compile(r"(?:\+|00)?62\(?0?\)?")


def compact(text: str) -> str:
    """Take out spaces, dots, dashes, brackets and one leading apostrophe."""
    return cells.compact(text).replace("(", "").replace(")", "")


def is_valid(text: str) -> bool:
    """Tell whether text is one Indonesian phone number."""
    value, findings = examine(text)
    return value is not None and not findings


def examine(cell: object, *, column: str | None = None) -> tuple[str | None, list[Finding]]:
    """Read a cell as a phone number; blank gives None, a doubtful one None and a warning.

    A number cell has lost its leading zero, which is put back: no other digit is missing.
    """
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else str(cell)
    if text.startswith("08") and _MOBILE.fullmatch(text, 1):
        return f"+62{text[1:]}", []
    body = compact(text)
    if not body:
        return None, []
    local = _local_part(body, from_number=isinstance(cell, int))
    if local is None or not (_MOBILE.fullmatch(local) or _LANDLINE.fullmatch(local)):
        return None, [Finding("TEL-01", column)]
    return f"+62{local}", []


def _local_part(body: str, *, from_number: bool) -> str | None:
    if match := _COUNTRY.match(body):
        return body[match.end() :]
    if body.startswith("0"):
        return body[1:]
    return body if from_number or body.startswith("8") else None
