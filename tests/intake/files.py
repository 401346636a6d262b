"""Make the files that offices send, and those of attackers; everybody in them is invented."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

NIK = "3324141403850001"
WOMAN = "3324105708910002"
NIP = "198005172005011001"
WORKERS_HEADER = ("NIK", "Nama")
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/><Default '
    'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    "</Types>"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def nik(number: int, *, born: date = date(1985, 3, 14), sex: str = "L") -> str:
    """Return an invented NIK of Patebon."""
    return f"332414{born.day + 40 * (sex == 'P'):02d}{born:%m%y}{number:04d}"


def nip(number: int, *, born: date = date(1980, 5, 17)) -> str:
    """Return an invented NIP of a PNS."""
    return f"{born:%Y%m%d}2005011{number:03d}"


def text_file(path: Path, content: str, encoding: str = "utf-8") -> Path:
    """Write text as it is."""
    path.write_bytes(content.encode(encoding))
    return path


def csv_file(
    path: Path, rows: Iterable[Sequence[Any]], *, separator: str = ";", encoding: str = "utf-8"
) -> Path:
    """Write rows as delimited text."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return text_file(path, out.getvalue(), encoding)


def xlsx_file(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[Any]]] | Sequence[Sequence[Any]],
    shape: Callable[[Worksheet], None] | None = None,
) -> Path:
    """Write one sheet or several; `shape` may change the last sheet before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    named = sheets if isinstance(sheets, Mapping) else {"Data": sheets}
    for name, rows in named.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if shape is not None:
        shape(sheet)
    book.save(path)
    return path


def zip_file(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """Write any parts into a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return path


def raw_parts(sheet_data: str, **more: str | bytes) -> dict[str, str | bytes]:
    """Return the parts of the smallest workbook around the XML of its rows."""
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    relations = (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_OFFICE}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    )
    roots = (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": roots,
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": relations,
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{sheet_data}</sheetData></worksheet>'
        ),
        **more,
    }


def raw_row(number: int, *texts: str) -> str:
    """Return the XML of a row of inline texts."""
    cells = "".join(
        f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for place, text in enumerate(texts)
    )
    return f'<row r="{number}">{cells}</row>'


def raw_list(*more_rows: str) -> str:
    """Return the XML of a sound list of one worker, with more rows below."""
    return raw_row(1, "NIK", "Nama") + raw_row(2, NIK, "Slamet Contoh") + "".join(more_rows)
