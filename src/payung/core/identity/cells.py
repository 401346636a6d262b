"""Read a cell that should hold digits: number cells, decorated text, scientific notation.

One rule for all identity numbers: one leading apostrophe is dropped, text is normalised (NFKC),
spaces, dots, dashes and invisible signs are taken out, and what remains must be ASCII digits.
Excel keeps 15 significant digits, so numbers in number cells are doubtful (holds, warnings).
No legal content.
"""

from __future__ import annotations

import re
import unicodedata

from payung.core.finding import Finding

EXACT_LIMIT = 2**53
_ABSURD = 10**20

_SCIENTIFIC = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]*)?[eE][+-]?[0-9]+")
_EXPORTED_NUMBER = re.compile(r"([0-9]{9,20})[.,]0")
_TEXT_FORMULA = re.compile(r'=\s*"([^"]*)"')
_APOSTROPHES = ("'", "\u2018", "\u2019", "`")
_DROPPED_SIGNS = frozenset("._")
_DROPPED_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cf", "Pd"})


def compact(text: str) -> str:
    """Take out decoration: one apostrophe, spaces, dots, dashes, invisible signs.

    ``="332414..."`` is how some exports keep a spreadsheet from taking digits for a number.

    >>> compact(" '3324 1406.0898-9000")
    '3324140608989000'
    """
    body = unicodedata.normalize("NFKC", text).strip()
    if match := _TEXT_FORMULA.fullmatch(body):
        body = match[1]
    body = body[1:] if body.startswith(_APOSTROPHES) else body
    return "".join(c for c in body if not _is_decoration(c))


def is_scientific(text: str) -> bool:
    """Tell whether text shows a number as ``3,324E+15``: its digits are lost."""
    return _SCIENTIFIC.fullmatch("".join(text.split()).lstrip("'")) is not None


def read_digits(
    cell: object, *, label: str, length: int, column: str | None
) -> tuple[str | None, list[Finding], bool]:
    """Return the digits, what was found on the way, and whether the cell was a number.

    The digits are None when the cell is refused. ``label`` names the number in the texts.
    """
    if isinstance(cell, str) and len(cell) == length and cell.isascii() and cell.isdigit():
        if cell.count(cell[0]) < length:
            return cell, [], False  # the plain case, a million times a month
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _from_number(cell, label, length, column)
    text = "" if cell is None else str(cell)
    if is_scientific(text):
        return None, [Finding("NUM-03", column, {"label": label})], False
    if match := _EXPORTED_NUMBER.fullmatch(text.strip()):
        return _from_number(int(match[1]), label, length, column)
    digits = compact(text)
    refusal = _refusal(digits, label, length, column)
    return (None, [refusal], False) if refusal else (digits, [], False)


def _from_number(
    number: float, label: str, length: int, column: str | None
) -> tuple[str | None, list[Finding], bool]:
    if not 0 <= number < _ABSURD or number != int(number):
        return None, [Finding("NUM-02", column, {"label": label})], True
    digits = str(int(number))
    refusal = _refusal(digits, label, length, column)
    if refusal:
        return None, [refusal], True
    code = "NUM-05" if number >= EXACT_LIMIT else "NUM-04"
    return digits, [Finding(code, column, {"label": label})], True


def _refusal(digits: str, label: str, length: int, column: str | None) -> Finding | None:
    if not digits:
        return Finding("NUM-01", column, {"label": label})
    if not (digits.isascii() and digits.isdigit()):
        return Finding("NUM-02", column, {"label": label})
    if len(digits) != length:
        params = {"label": label, "expected": length, "found": len(digits)}
        return Finding("NUM-06", column, params)
    if digits == digits[0] * length:
        return Finding("NUM-07", column, {"label": label})
    return None


def _is_decoration(char: str) -> bool:
    return (
        char in _DROPPED_SIGNS
        or char.isspace()
        or unicodedata.category(char) in _DROPPED_CATEGORIES
    )
