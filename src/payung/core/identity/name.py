"""Names of people as written on their papers: kept, tidied, never judged by shape.

One word is a full name. Text that a spreadsheet would take for a formula stays text; writing
it out safely is the exporter's task. No legal content.

>>> examine("  Siti   Aminah ")[0]
'Siti Aminah'
>>> examine("Sutrisno")[1]
[]
"""

from __future__ import annotations

import re
import unicodedata

from payung.core.finding import Finding

MAX_LENGTH = 200
_FORMULA_STARTS = ("=", "+", "-", "@")
_DIGIT = re.compile(r"\d")
_BROKEN = frozenset({"Cc", "Cs", "Co", "Cn"})


def compact(text: str) -> str:
    """Normalise (NFC), take out invisible signs, collapse white space."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    body = unicodedata.normalize("NFC", text)
    body = "".join(c for c in body if unicodedata.category(c) != "Cf")
    return " ".join(body.split())


def is_valid(text: str) -> bool:
    """Tell whether text can be stored as a name."""
    return examine(text)[0] is not None


def examine(cell: object, *, column: str | None = None) -> tuple[str | None, list[Finding]]:
    """Read a cell as a name; None when it is empty, broken or too long."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    name = compact("" if cell is None else str(cell))
    if not name:
        return None, [Finding("NAME-01", column)]
    if not name.isascii() or not name.isprintable():
        if any(c == "\ufffd" or unicodedata.category(c) in _BROKEN for c in name):
            return None, [Finding("NAME-02", column)]
    if len(name) > MAX_LENGTH:
        return _too_long(name, column)
    findings = []
    if name.startswith(_FORMULA_STARTS):
        findings.append(Finding("NAME-04", column))
    if _DIGIT.search(name):
        findings.append(Finding("NAME-03", column))
    return name, findings


def _too_long(name: str, column: str | None) -> tuple[None, list[Finding]]:
    return None, [Finding("NAME-05", column, {"expected": MAX_LENGTH, "found": len(name)})]
