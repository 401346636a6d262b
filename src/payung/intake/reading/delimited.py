"""Stream the records of a delimited text file: ``;`` ``,`` tab or ``|``, or as ``sep=`` says.

A record counts as one row, as a spreadsheet shows it, even when a quoted field holds line breaks;
the ``sep=`` line is not shown and not counted.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from payung.core.finding import refusal
from payung.intake.reading.cells import Cell, Rows
from payung.intake.reading.encoding import detect

SEPARATORS = (";", ",", "\t", "|")
FIELD_CHARACTERS = 32_767
_LINE_CHARACTERS = 1 << 20
_SAMPLE_RECORDS = 60
_SEP_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextTable:
    """Describe a delimited file; ``separator`` is shown to the sender."""

    path: Path
    codec: str
    separator: str
    skips_first_line: bool

    def rows(self) -> Rows:
        """Yield row number and cells (all text).

        Raises:
            Refused: a field or line too long, or quotes that do not close.
        """
        with _open(self.path, self.codec) as file:
            lines = _lines(file)
            if self.skips_first_line:
                next(lines, None)
            yield from _records(lines, self.separator)


def open_table(path: Path) -> TextTable:
    """Find encoding and separator from the content.

    Raises:
        Refused: FILE-20 when the encoding is unclear.
    """
    codec = detect(path)
    csv.field_size_limit(FIELD_CHARACTERS)
    with _open(path, codec) as file:
        sample = list(islice(_lines(file), _SAMPLE_RECORDS))
    if sample and (match := _SEP_LINE.fullmatch(sample[0].rstrip("\r\n"))):
        return TextTable(path, codec, match[1], True)
    return TextTable(path, codec, _best_separator(sample), False)


def _open(path: Path, codec: str) -> io.TextIOWrapper:
    return path.open("r", encoding=codec, newline="")


def _lines(file: io.TextIOWrapper) -> Iterator[str]:
    readline = file.readline
    while line := readline(_LINE_CHARACTERS):
        if len(line) >= _LINE_CHARACTERS:
            raise refusal("FILE-21")
        yield line


def _records(lines: Iterator[str], separator: str) -> Rows:
    number = 0
    cells: list[Cell]
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=separator, strict=True), 1):  # type: ignore[assignment]  # noqa: B007
            yield number, cells
    except csv.Error as error:
        code = "FILE-21" if "field larger" in str(error) else "FILE-22"
        raise refusal(code, row=number + 1) from None


def _best_separator(sample: list[str]) -> str:
    """Choose the separator that splits the most lines into the same number of columns."""
    best, best_score = SEPARATORS[0], 0.0
    for separator in SEPARATORS:
        widths = _widths(sample, separator)
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
        score = count * (1 + min(width, 30) / 10)
        if score > best_score:
            best, best_score = separator, score
    return best


def _widths(sample: list[str], separator: str) -> Counter[int]:
    """Count how many records have how many columns; an endless field is noticed when read."""
    widths: Counter[int] = Counter()
    try:
        for record in csv.reader(sample, delimiter=separator):
            if len(record) > 1 and any(record):
                widths[len(record)] += 1
    except csv.Error:
        pass
    return widths
