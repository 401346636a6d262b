"""Write the rows that were held or refused as a workbook that can be corrected and sent again.

The rows stand as they were sent, under the same headings, as text (so that Excel keeps every
digit and runs no formula), with four columns beside them that reading passes over. Digits that a
spreadsheet has lost are written as ``?``: sent back untouched they are refused, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import xlsxwriter

from payung.core.finding import Finding, Level
from payung.intake import quarantine
from payung.intake.models import Batch
from payung.intake.reading.parent import Chosen, read_cells

ADDED = ("Status", "Kolom", "Alasan", "Perbaikan")
_STATUS = {"held": "Ditahan", "refused": "Ditolak"}
_WIDTHS = (10, 18, 50, 60)


class Problem(NamedTuple):
    """Why one row did not get through."""

    status: str
    findings: tuple[Finding, ...]


def write_errors(*, batch: Batch, problems: Mapping[int, Problem], out: Path) -> int:
    """Write the problem rows of a batch (by row number) to `out`, and return their number.

    Raises:
        Refused: the file is no longer kept.
    """
    with quarantine.opened(batch.stored_name) as path:
        rows = read_cells(
            path,
            batch.layout or batch.kind,
            numbers=list(problems),
            chosen=Chosen(batch.sheet or None, batch.mapping),
        )
        return _write(out, next(rows), rows, problems)


def _write(
    out: Path, header: list[str], rows: Iterable[list[object]], problems: Mapping[int, Problem]
) -> int:
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    count = 0
    with xlsxwriter.Workbook(str(out), plain | {"constant_memory": True}) as workbook:
        text = workbook.add_format({"num_format": "@"})
        bold = workbook.add_format({"bold": True, "text_wrap": True})
        note = workbook.add_format({"text_wrap": True, "bg_color": "#FFF4D6"})
        sheet = workbook.add_worksheet("Perbaiki")
        width = len(header)
        sheet.set_column(0, max(width - 1, 0), 18)
        for place, wide in enumerate(_WIDTHS):
            sheet.set_column(width + place, width + place, wide)
        sheet.freeze_panes(1, 0)
        for place, heading in enumerate((*header, *ADDED)):
            sheet.write_string(0, place, heading, bold)
        for row in rows:
            count += 1
            number, cells = row
            for place, cell in enumerate(cells):  # type: ignore[arg-type, var-annotated]
                if cell:
                    sheet.write_string(count, place, str(cell), text)
            for place, told in enumerate(_told(problems[int(str(number))])):
                sheet.write_string(count, width + place, told, note)
    return count


def _told(problem: Problem) -> tuple[str, str, str, str]:
    serious = [f for f in problem.findings if f.level in (Level.HOLD, Level.REFUSE)]
    columns = dict.fromkeys(finding.column for finding in serious if finding.column)
    return (
        _STATUS[problem.status],
        ", ".join(columns),
        " ".join(dict.fromkeys(finding.message() for finding in serious)),
        " ".join(dict.fromkeys(filter(None, (finding.mend() for finding in serious)))),
    )
