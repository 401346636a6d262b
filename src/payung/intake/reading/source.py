"""Open a file as sheets of lines, whatever its container; delimited text is one sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from payung.core.finding import refusal
from payung.intake.reading.cells import Row, column_letter
from payung.intake.reading.container import Container, identify
from payung.intake.reading.delimited import TextTable, open_table
from payung.intake.reading.limits import Limits
from payung.intake.reading.spreadsheet import MergedRange, Workbook, open_workbook
from payung.intake.reading.workbook_parts import SheetFacts


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold one sheet; `lines` may be asked for more than once."""

    name: str
    table: Any
    facts: SheetFacts = field(default_factory=SheetFacts)
    merged: tuple[MergedRange, ...] = ()
    epoch_1904: bool = False

    def lines(self) -> Iterator[Row]:
        """Yield row number and cells of every line."""
        return cast(Iterator[Row], self.table.rows())


@dataclass(frozen=True, slots=True)
class Source:
    """Hold an opened file: its sheets in order (visible first), and how text is separated."""

    names: tuple[str, ...]
    hidden: frozenset[str]
    opened: Workbook | TextTable
    limits: Limits

    def sheet(self, name: str) -> Sheet:
        """Load one sheet.

        Raises:
            Refused: there is no such sheet (FILE-24), or it would not fit (FILE-15).
        """
        if isinstance(self.opened, TextTable):
            return Sheet("", self.opened)
        if name not in self.names:
            raise refusal("FILE-24", sheet=name, known=", ".join(self.names))
        loaded = self.opened.table(name, self.limits)
        return Sheet(name, loaded, loaded.facts, loaded.merged, self.opened.uses_1904)

    def text_facts(self) -> dict[str, str]:
        """Return how delimited text was understood, for the preview (F16)."""
        if not isinstance(self.opened, TextTable):
            return {}
        return {"separator": self.opened.separator, "encoding": self.opened.codec}


def open_source(path: Path, limits: Limits) -> Source:
    """Find out what the file is and open it.

    Raises:
        Refused: it is of a kind that is not read, damaged, hostile or too large.
    """
    if identify(path, limits) is Container.TEXT:
        return Source(("",), frozenset(), open_table(path), limits)
    workbook = open_workbook(path)
    shown = [name for name in workbook.names if name not in workbook.hidden]
    unseen = [name for name in workbook.names if name in workbook.hidden]
    if not workbook.names:
        raise refusal("FILE-01")
    return Source((*shown, *unseen), workbook.hidden, workbook, limits)


def range_text(merged: MergedRange) -> str:
    """Return a merged range as the spreadsheet shows it, such as ``B4:B9``."""
    top, left, bottom, right = merged
    return f"{column_letter(left)}{top}:{column_letter(right)}{bottom}"
