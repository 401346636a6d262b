"""Read the sheets of a workbook with calamine, after its parts were found sound."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from payung.core.finding import refusal
from payung.intake.reading import sheet_pieces, workbook_parts
from payung.intake.reading.cells import Rows, column_index
from payung.intake.reading.limits import Limits
from payung.intake.reading.workbook_parts import SheetFacts

MergedRange = tuple[int, int, int, int]
"""First row, first column, last row, last column; rows as the spreadsheet shows, columns from 0."""

_AREA = re.compile(r"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)")


@dataclass(frozen=True, slots=True)
class SheetTable:
    """Hold one sheet with what its XML told."""

    facts: SheetFacts
    merged: tuple[MergedRange, ...]
    read: Callable[[], Rows]

    def rows(self) -> Rows:
        """Yield row number and cells of every line down to the last filled one."""
        return self.read()


@dataclass(frozen=True, slots=True)
class Workbook:
    """List the sheets of a workbook; charts are left out."""

    path: Path
    calamine: CalamineWorkbook
    names: tuple[str, ...]
    hidden: frozenset[str]
    facts: dict[str, SheetFacts]
    uses_1904: bool

    def table(self, name: str, limits: Limits) -> SheetTable:
        """Load one sheet.

        Raises:
            Refused: a cell so far out that the sheet would not fit in memory (FILE-15), or more
                filled cells than the rows allowed could hold (FILE-23).
        """
        facts = self.facts.get(name, SheetFacts())
        if facts.last_column >= limits.columns * 32:
            raise refusal("FILE-15")
        if facts.last_row * (facts.last_column + 1) > limits.cells:
            raise refusal("FILE-15")
        if limits.rows is not None and facts.filled_cells > limits.rows * (facts.last_column + 1):
            raise refusal("FILE-23", cap=limits.rows)
        merged = tuple(_range(area) for area in facts.merged)
        if sheet_pieces.can_be_cut(self.path, facts.part):
            cut = partial(sheet_pieces.read_rows, self.path, facts.part, name)
            return SheetTable(facts, merged, cut)
        try:
            sheet = self.calamine.get_sheet_by_name(name)
        except CalamineError:
            raise refusal("FILE-11") from None
        return SheetTable(facts, merged, partial(sheet_pieces.whole_rows, sheet))


def open_workbook(path: Path) -> Workbook:
    """Open a workbook whose container was judged before.

    Raises:
        Refused: damaged, locked, or hostile.
    """
    facts = workbook_parts.inspect(path)
    try:
        calamine = CalamineWorkbook.from_path(str(path))
    except PasswordError:
        raise refusal("FILE-04") from None
    except (CalamineError, OSError, ValueError):
        raise refusal("FILE-11") from None
    sheets = [meta for meta in calamine.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    hidden = frozenset(meta.name for meta in sheets if meta.visible != SheetVisibleEnum.Visible)
    names = tuple(meta.name for meta in sheets)
    return Workbook(path, calamine, names, hidden, facts, workbook_parts.uses_1904(path))


def _range(area: str) -> MergedRange:
    left, top, right, bottom = re.split(_AREA, area)[1:5]
    return int(top), column_index(left), int(bottom), column_index(right)
