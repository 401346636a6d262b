"""Write the invented lists as files: CSV as spreadsheets save it, and workbooks as Excel does."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.people import Worker, cells

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_EPOCH = date(1899, 12, 30).toordinal()
_LINES_AT_ONCE = 5_000
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPES}.sharedStrings+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Pekerja" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/>'
        '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
        "</styleSheet>"
    ),
}


def write_csv(path: Path, listed: list[Worker]) -> None:
    """Write the list as text with semicolons, days as Indonesian offices write them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        for line in cells(listed):
            writer.writerow(
                cell.strftime("%d/%m/%Y") if isinstance(cell, date) else cell for cell in line
            )


def write_workbook(path: Path, listed: list[Worker]) -> None:
    """Write the list as a workbook with shared strings, real dates and number cells.

    Written here, since no library streams shared strings, which is how Excel saves a list.
    """
    shared: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in _PARTS.items():
            book.writestr(name, text)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for block in _blocks(_lines(listed, shared)):
                part.write(block)
            part.write(b"</sheetData></worksheet>")
        with book.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            part.write(f'<sst xmlns="{_MAIN}">'.encode())
            for block in _blocks(f"<si><t>{escape(text)}</t></si>" for text in shared):
                part.write(block)
            part.write(b"</sst>")


def _lines(listed: list[Worker], shared: dict[str, int]) -> Iterator[str]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for number, line in enumerate(cells(listed), start=1):
        told = []
        for letter, cell in zip(letters, line, strict=False):
            if isinstance(cell, str):
                place = shared.setdefault(cell, len(shared))
                told.append(f'<c r="{letter}{number}" t="s"><v>{place}</v></c>')
            elif isinstance(cell, date):
                days = cell.toordinal() - _EPOCH
                told.append(f'<c r="{letter}{number}" s="1"><v>{days}</v></c>')
            else:
                told.append(f'<c r="{letter}{number}"><v>{cell}</v></c>')
        yield f'<row r="{number}">{"".join(told)}</row>'


def _blocks(texts: Iterator[str]) -> Iterator[bytes]:
    waiting: list[str] = []
    for text in texts:
        waiting.append(text)
        if len(waiting) == _LINES_AT_ONCE:
            yield "".join(waiting).encode()
            waiting = []
    yield "".join(waiting).encode()
