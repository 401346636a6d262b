"""Read and write whole rupiah; money is never a float.

Rule for text: separators that leave groups of three digits are thousands; one or two digits
after the last separator are sen and must be zero; anything else is refused, never rounded.
"""

from __future__ import annotations

import re
import unicodedata

EMPTY, UNREADABLE, NOT_WHOLE = "MONEY-01", "MONEY-02", "MONEY-03"

_EXACT_LIMIT = 2**53  # beyond this a number cell no longer holds every rupiah
_MAX_DIGITS = 15
_DECORATION = re.compile(r"(?i)^(?:rp|idr)\.?|(?:rp|idr)$|[.,]?[-\u2013\u2014=]+$")
_SPACES = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")  # a space between digits may group them
_GROUPED = re.compile(
    r"([0-9]{1,3})((?:\.[0-9]{3})+|(?:,[0-9]{3})+|(?: [0-9]{3})+)(?:([.,])([0-9]{1,2}))?"
)
_SEN_ONLY = re.compile(r"[.,][0-9]{1,2}")
_PLAIN = re.compile(r"([0-9]+)(?:[.,]([0-9]{1,2}))?")


class UnreadableMoney(ValueError):
    """Say why a cell is no amount; ``code`` is the finding to show."""

    def __init__(self, code: str) -> None:
        """Keep the finding's code; the cell itself is never quoted."""
        super().__init__(code)
        self.code = code


def parse_rupiah(cell: object) -> int:
    """Read a cell as whole rupiah.

    Takes ``Rp 16.800,00``, ``Rp 750.000,-``, ``750000,00``, ``16.800``, ``16,800``,
    ``16800.0``, negative amounts with a sign or in brackets, and number cells.

    Raises:
        UnreadableMoney: blank, unreadable, or not whole rupiah (``16.80``).
    """
    if cell is None:
        raise UnreadableMoney(EMPTY)
    if isinstance(cell, bool):
        raise UnreadableMoney(UNREADABLE)
    if isinstance(cell, int | float):
        return _whole(cell)
    if isinstance(cell, str):
        is_plain = len(cell) <= _MAX_DIGITS and cell.isascii() and cell.isdigit()
        return int(cell) if is_plain else _parse_text(cell)
    raise UnreadableMoney(UNREADABLE)


def format_rupiah(amount_rp: int) -> str:
    """Write an amount the Indonesian way: 16800 becomes ``Rp16.800``.

    >>> format_rupiah(-1234567)
    '-Rp1.234.567'
    """
    sign = "-" if amount_rp < 0 else ""
    return f"{sign}Rp{abs(amount_rp):,}".replace(",", ".")


def _whole(number: float) -> int:
    if not -_EXACT_LIMIT < number < _EXACT_LIMIT:  # false for NaN, too
        raise UnreadableMoney(UNREADABLE)
    if number != int(number):
        raise UnreadableMoney(NOT_WHOLE)
    return int(number)


def _parse_text(text: str) -> int:
    body = _SPACES.sub("", unicodedata.normalize("NFKC", text)).strip()
    if not body:
        raise UnreadableMoney(EMPTY)
    negative = body.startswith("(") and body.endswith(")")
    body = body[1:-1] if negative else body
    signed, body = _take_sign(body)
    body = _DECORATION.sub("", _DECORATION.sub("", body))
    inner, body = _take_sign(body)
    if negative + signed + inner > 1:
        raise UnreadableMoney(UNREADABLE)
    amount = _digits(body)
    return -amount if negative or signed or inner else amount


def _take_sign(body: str) -> tuple[bool, str]:
    if body[:1] in ("-", "\u2212"):
        return True, body[1:]
    return False, body.removeprefix("+")


def _digits(body: str) -> int:
    if _SEN_ONLY.fullmatch(body):
        body = f"0{body}"
    if match := _GROUPED.fullmatch(body):
        head, groups, mark, sen = match.groups()
        if mark is not None and mark == groups[0]:
            raise UnreadableMoney(UNREADABLE)
        whole = head + groups.replace(groups[0], "")
    elif match := _PLAIN.fullmatch(body):
        whole, sen = match.groups()
    else:
        raise UnreadableMoney(UNREADABLE)
    if sen is not None and sen.strip("0"):
        raise UnreadableMoney(NOT_WHOLE)
    if len(whole) > _MAX_DIGITS:
        raise UnreadableMoney(UNREADABLE)
    return int(whole)
