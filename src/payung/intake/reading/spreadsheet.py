"""Read the sheets of a workbook with calamine, after its parts were found sound."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from payung.core.finding import refusal
from payung.intake.reading import workbook_parts
from payung.intake.reading.cells import Rows
from payung.intake.reading.limits import Limits
from payung.intake.reading.workbook_parts import SheetFacts

MergedRange = tuple[int, int, int, int]
"""First row, first column, last row, last column; rows as the spreadsheet shows, columns from 0."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """Hold one sheet with what its XML told."""

    sheet: CalamineSheet
    facts: SheetFacts
    merged: tuple[MergedRange, ...]

    def rows(self) -> Rows:
        """Yield row number and cells of every line down to the last filled one."""
        return cast(Rows, enumerate(self.sheet.iter_rows(), 1))


@dataclass(frozen=True, slots=True)
class Workbook:
    """List the sheets of a workbook; charts are left out."""

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
        try:
            sheet = self.calamine.get_sheet_by_name(name)
        except CalamineError:
            raise refusal("FILE-11") from None
        merged = tuple(
            (top + 1, left, bottom + 1, right)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        )
        return SheetTable(sheet, facts, merged)


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
    return Workbook(calamine, names, hidden, facts, workbook_parts.uses_1904(path))
