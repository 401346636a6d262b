"""Turn the cells of a line into the typed values of its kind, with findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from payung.core.finding import Finding, status_of
from payung.intake.reading.cells import Cell, filled
from payung.intake.reading.kinds import money, participants, sponsors, workers
from payung.intake.reading.kinds.common import COLUMNS, Context, Line, Values, places

__all__ = ["COLUMNS", "Context", "Understander", "UnderstoodRow", "places"]

_UNDERSTAND: Mapping[str, Callable[[Line], Values]] = {
    "sponsors": sponsors.understand,
    "workers": workers.understand,
    "participants": participants.understand,
    "bank_statement": money.understand_statement,
    "autodebit_result": money.understand_autodebit,
    "payroll_list": money.understand_payroll,
}


class UnderstoodRow(NamedTuple):
    """One row: the number the spreadsheet shows, how it ends, values, findings (None: clean)."""

    number: int
    status: str
    values: list[Any]
    findings: list[dict[str, Any]] | None


class Understander:
    """Understands the lines of one list."""

    def __init__(
        self, context: Context, formulas: Mapping[int, Mapping[int, bool]], header_width: int
    ) -> None:
        """Keep where the fields stand, which cells hold formulas (F23), and the header's width."""
        self._context = context
        self._understand = _UNDERSTAND[context.kind.name]
        self._formulas = formulas
        self._header_width = header_width
        self._width = max(context.index.values(), default=0) + 2  # and the empty last cell

    def row(self, number: int, cells: list[Cell]) -> UnderstoodRow:
        """Return the understood row; `cells` are this row's own and are filled up."""
        has_more = len(cells) > self._header_width and filled(cells[self._header_width :])
        cells += [None] * max(1, self._width - len(cells))
        line = Line(self._context, cells)
        values = self._understand(line)
        if has_more:  # a separator inside a cell shifts what stands behind it
            line.findings.append(Finding("CELL-11"))
        if self._formulas and number in self._formulas:
            self._note_formulas(line, self._formulas[number])
        if not line.findings:
            return UnderstoodRow(number, "accepted", values, None)
        shown = [_as_json(finding) for finding in line.findings]
        return UnderstoodRow(number, status_of(line.findings), values, shown)

    def _note_formulas(self, line: Line, formulas: Mapping[int, bool]) -> None:
        for name, index in self._context.index.items():
            if index in formulas:
                line.find("CELL-01" if formulas[index] else "CELL-02", name)


def _as_json(finding: Finding) -> dict[str, Any]:
    return {"code": finding.code, "column": finding.column, "params": dict(finding.params)}
