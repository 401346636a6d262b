"""KPJ, the participant number of BPJS Ketenagakerjaan: 11 digits, no check digit known.

Older cards may look different, so another shape is a warning and the text is kept.
Source: seen in public code and cards (confidence medium).

>>> is_valid("24969323113")
True
>>> is_valid("2496932311A")
False
"""

from __future__ import annotations

from payung.core.finding import Finding
from payung.core.identity import cells

LENGTH = 11


def compact(text: str) -> str:
    """Take out spaces, dots, dashes and one leading apostrophe."""
    return cells.compact(text)


def is_valid(text: str) -> bool:
    """Tell whether text is 11 ASCII digits once compacted."""
    value, findings = examine(text)
    return value is not None and not findings


def examine(cell: object, *, column: str | None = None) -> tuple[str | None, list[Finding]]:
    """Read a cell as a KPJ; blank gives None without a finding, another shape a warning."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else str(cell)
    if cells.is_scientific(text):
        return None, [Finding("KPJ-02", column)]
    kpj = compact(text)
    if not kpj:
        return None, []
    if len(kpj) == LENGTH and kpj.isascii() and kpj.isdigit() and kpj != kpj[0] * LENGTH:
        return kpj, []
    return kpj, [Finding("KPJ-01", column)]
