"""Say what a cell is: the value's own type tells its kind.

text: str · number: int or float · date: date, datetime, time · bool: bool · empty: None or "".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Row = tuple[int, list[Cell]]
"""The number the spreadsheet shows, and the cells of that line."""
Rows = Iterator[Row]


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing but white space."""
    return cell is None or (cell.__class__ is str and not cell.strip())


def filled(cells: Iterable[Cell]) -> list[Cell]:
    """Return the cells that hold something."""
    return [cell for cell in cells if not is_blank(cell)]


def as_text(cell: Cell) -> str:
    """Return the cell as a person would read it: 81234567890.0 as ``81234567890``."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.strip() if isinstance(cell, str) else str(cell)


def column_letter(index: int) -> str:
    """Return the spreadsheet's letter for a column counted from zero.

    >>> column_letter(0), column_letter(27)
    ('A', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the column counted from zero for a spreadsheet's letters.

    >>> column_index("AB")
    27
    """
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
