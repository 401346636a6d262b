"""Read a very large sheet in pieces, so that memory does not grow with the number of its rows.

calamine keeps every cell of a sheet at once: a million rows take more than a gigabyte. Here the
sheet's XML is cut between rows, and each piece is read as a small workbook with the same styles.
Only sheets that keep their texts in the cells are cut: shared texts would be read again for
every piece.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from payung.core.finding import refusal
from payung.intake.reading.archive import DAMAGED
from payung.intake.reading.cells import Cell, Rows
from payung.intake.reading.limits import MIB

PIECE_BYTES = 24 * MIB
_READ_BYTES = 4 * MIB
_SHARED_TEXTS, _SHARED_BYTES = "xl/sharedStrings.xml", 16 * MIB
_DATA, _ROW, _TAIL = b"<sheetData>", b"<row ", b"</sheetData></worksheet>"
_NUMBERED_ROW = b'<row r="'
_HEAD_BYTES = 64 * 1024
_SUPPORT = (
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    _SHARED_TEXTS,
)


def can_be_cut(path: Path, part: str) -> bool:
    """Tell whether a sheet is large enough, plainly written, and has few shared texts."""
    with zipfile.ZipFile(path) as book:
        sizes = {info.filename: info.file_size for info in book.infolist()}
        if sizes.get(part, 0) <= 3 * PIECE_BYTES or sizes.get(_SHARED_TEXTS, 0) > _SHARED_BYTES:
            return False
        with book.open(part) as sheet:
            head = sheet.read(_HEAD_BYTES)
    return _DATA + _NUMBERED_ROW in head


def read_rows(path: Path, part: str, name: str) -> Rows:
    """Yield row number and cells of the filled lines of a sheet that can be cut.

    Raises:
        Refused: FILE-11, the sheet is damaged.
    """
    try:
        with zipfile.ZipFile(path) as book, book.open(part) as sheet:
            support = {entry: book.read(entry) for entry in _SUPPORT if entry in book.namelist()}
            for piece in _pieces(sheet):
                yield from _lines(_workbook(support, part, piece), name)
    except (*DAMAGED, CalamineError):
        raise refusal("FILE-11") from None


def whole_rows(sheet: CalamineSheet) -> Rows:
    """Yield row number and cells of every line of a sheet, down to the last filled one."""
    return enumerate(_from_first_column(sheet, sheet.iter_rows()), 1)


def _lines(file: IO[bytes], name: str) -> Rows:
    sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_name(name)
    first = sheet.start[0] + 1 if sheet.start else 1
    return enumerate(_from_first_column(sheet, sheet.to_python(skip_empty_area=True)), first)


def _from_first_column(sheet: CalamineSheet, lines: Iterable[list[Any]]) -> Iterator[list[Cell]]:
    """Fill up lines on the left: calamine leaves out columns that are empty down to the end."""
    left = [""] * (sheet.start[1] if sheet.start else 0)
    return ([*left, *cells] for cells in lines) if left else iter(lines)


def _pieces(sheet: IO[bytes]) -> Iterator[bytes]:
    """Yield the XML of a sheet with some of its rows; what stands behind the rows is left out."""
    start, _, rest = sheet.read(_HEAD_BYTES).partition(_DATA)
    block = bytearray(rest)
    while read := sheet.read(_READ_BYTES):
        block += read
        if len(block) >= PIECE_BYTES and (cut := block.rfind(_ROW)) > 0:
            yield b"".join((start, _DATA, block[:cut], _TAIL))
            del block[:cut]
    end = block.find(b"</sheetData>")
    yield b"".join((start, _DATA, block if end < 0 else block[:end], _TAIL))


def _workbook(support: dict[str, bytes], part: str, sheet: bytes) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as book:
        for name, content in support.items():
            book.writestr(name, content)
        book.writestr(part, sheet)
    file.seek(0)
    return file
