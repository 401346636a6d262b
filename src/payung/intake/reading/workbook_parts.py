"""Look into the parts of a workbook before calamine opens it.

One pass over the unpacked parts checks sizes and checksums, refuses document types and endless
texts, and notes for each sheet what calamine does not tell: the outermost cell, formulas and
whether their result is stored, hidden rows, filters (trust.md F19, F22, F23, F28, F29, F31).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from payung.core.finding import refusal
from payung.intake.reading.archive import DAMAGED
from payung.intake.reading.cells import column_index
from payung.intake.reading.limits import MIB

BLOCK_BYTES = MIB
_LONGEST_TEXT_BYTES = 128 * 1024
_STEP = _LONGEST_TEXT_BYTES // 2
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
_ROW = re.compile(rb'row r="(\d+)"')
_HIDDEN_ROW = re.compile(rb'row [^>]*?hidden="(?:1|true)"')
_FAR_CELL = re.compile(rb"""r(?<=\sr)\s*=\s*["']([A-Za-z]{2,})\d""")
_FAR_ROW = re.compile(rb"""r(?<=\sr)\s*=\s*["'][A-Za-z]+(\d+)["']""")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_FORMULA = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)'
    rb"\s*(?:<(?:\w+:)?v>([^<]*)</)?"
)


@dataclass(slots=True)
class SheetFacts:
    """Note what one sheet's XML says; ``formulas`` maps row to column to "has a stored result"."""

    part: str = ""
    last_row: int = 0
    last_column: int = 25
    filled_cells: int = 0
    hidden_rows: int = 0
    is_filtered: bool = False
    formulas: dict[int, dict[int, bool]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)


def inspect(path: Path) -> dict[str, SheetFacts]:
    """Return the facts of every sheet, keyed by the sheet's name.

    Raises:
        Refused: damaged or hostile parts (FILE codes).
    """
    facts: dict[str, SheetFacts] = {}
    try:
        with zipfile.ZipFile(path) as container:
            for info in container.infolist():
                if info.filename.endswith((".xml", ".rels")):
                    with container.open(info) as part:
                        found = _inspect_part(part, info.filename.startswith("xl/worksheets/"))
                    found.part = info.filename
                    facts[info.filename] = found
            names = _sheet_parts(container)
    except (*DAMAGED, ElementTree.ParseError):
        raise refusal("FILE-11") from None
    return {name: facts.get(part, SheetFacts()) for name, part in names.items()}


def uses_1904(path: Path) -> bool:
    """Tell whether the workbook counts days from 1904."""
    with zipfile.ZipFile(path) as container:
        root = ElementTree.fromstring(container.read("xl/workbook.xml"))
    return any(
        _local(node.tag) == "workbookPr" and node.get("date1904") in ("1", "true")
        for node in root.iter()
    )


def blocks(part: IO[bytes]) -> Iterator[bytes]:
    """Yield a part's bytes in blocks that never cut a cell in two.

    Raises:
        Refused: FILE-21, a text without end.
    """
    rest = b""
    while block := part.read(BLOCK_BYTES):
        block = rest + block
        _check_texts(block)
        cut = max(block.rfind(b"<c "), block.rfind(b"<row "))
        if cut <= 0:
            cut = max(block.rfind(b"<"), 1)
        rest = block[cut:]
        yield block[:cut]
    yield rest


def _inspect_part(part: IO[bytes], is_sheet: bool) -> SheetFacts:
    facts = SheetFacts()
    for position, block in enumerate(blocks(part)):
        if any(mark in block for mark in _FORBIDDEN):
            raise refusal("FILE-14")
        if position == 0 and block.startswith(_WIDE_MARKS):
            raise refusal("FILE-14")
        if is_sheet:
            _note(facts, block)
    return facts


def _note(facts: SheetFacts, block: bytes) -> None:
    rows = _ROW.findall(block)
    if rows:
        facts.last_row = max(facts.last_row, max(map(int, rows)))
    else:
        far_rows = (int(number) for number in _FAR_ROW.findall(block))
        facts.last_row = max(facts.last_row, *far_rows, 0)
    for letters in set(_FAR_CELL.findall(block)):
        facts.last_column = max(facts.last_column, column_index(letters.decode().upper()))
    facts.filled_cells += block.count(b"</c>")
    if b"hidden=" in block:
        facts.hidden_rows += len(_HIDDEN_ROW.findall(block))
    if b"<autoFilter" in block:
        facts.is_filtered = True
    if b"mergeCell " in block:
        facts.merged += [area.decode() for area in _MERGED.findall(block)]
    if b"<f" in block:
        for letters, number, result in _FORMULA.findall(block):
            stored = bool(result) and not result.startswith(b"#")
            row = facts.formulas.setdefault(int(number), {})
            row[column_index(letters.decode())] = stored


def _check_texts(block: bytes) -> None:
    """Refuse a run without any tag longer than a cell may ever be; looks only at every step."""
    for at in range(_STEP, len(block), _STEP):
        first = max(0, at - _LONGEST_TEXT_BYTES)
        last = min(len(block), at + _LONGEST_TEXT_BYTES)
        start, end = block.rfind(b"<", first, at), block.find(b"<", at, last)
        if (last if end < 0 else end) - (first if start < 0 else start) > _LONGEST_TEXT_BYTES:
            raise refusal("FILE-21")


def _sheet_parts(container: zipfile.ZipFile) -> dict[str, str]:
    relations = {
        node.get("Id"): node.get("Target", "")
        for node in ElementTree.fromstring(container.read("xl/_rels/workbook.xml.rels"))
    }
    parts = {}
    for node in ElementTree.fromstring(container.read("xl/workbook.xml")).iter():
        if _local(node.tag) == "sheet":
            key = next((value for name, value in node.items() if _local(name) == "id"), None)
            target = relations.get(key, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            parts[node.get("name", "")] = part
    return parts


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
