"""Find the header among the first lines: below titles, over one to three lines, with merges.

A header is the block of lines whose headings name the most fields of the kind. A list without
any header is read by its values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from payung.core.finding import refusal
from payung.intake.reading import heading_match, profile
from payung.intake.reading.cells import Cell, Row, as_text, column_letter, filled, is_blank
from payung.intake.reading.fields import Kind
from payung.intake.reading.wording import plain

HEAD_ROWS = 60
_DEPTH = 3
_LEAST_SCORE = 1.5
_GAIN_OF_A_LINE = 0.45
_COUNT = re.compile(r"[(\[]?([0-9]+)[)\].]?(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Header:
    """Hold the headings; ``first`` and ``last`` are row numbers, None when there is no header.

    ``score`` tells how many fields the headings name (about one each).
    """

    headings: tuple[str, ...]
    first: int | None
    last: int | None
    score: float

    def is_repeated_by(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a line repeats the header, as printed lists do on each page."""
        texts = [plain(as_text(cell)) for cell in cells]
        pairs = [(a, plain(b)) for a, b in zip(texts, self.headings, strict=False) if a]
        return len(pairs) >= 2 and all(a == b for a, b in pairs)


def find_header(head: Sequence[Row], kind: Kind) -> Header:
    """Return the header, or one of column letters where the list starts without one.

    Raises:
        Refused: FILE-01 nothing but blanks, FILE-18 nothing that can be understood,
            FILE-19 one heading twice.
    """
    lines = [row for row in head[:HEAD_ROWS] if filled(row[1])]
    if not lines:
        raise refusal("FILE-01")
    best: Header | None = None
    for start in range(len(lines)):
        if len(filled(lines[start][1])) < 2:
            continue
        candidate = _best_block(lines[start : start + _DEPTH], kind)
        if candidate is not None and (best is None or candidate.score > best.score + 1e-9):
            best = candidate
    if best is None or best.score < _LEAST_SCORE:
        best = _without_header(lines)
    _check_duplicates(best, kind)
    return best


def is_numbering(cells: Sequence[Cell]) -> bool:
    """Tell whether a line only counts the columns: 1 2 3 4, or (1) (2) (3) (4)=(2)+(3)."""
    counts = [_COUNT.fullmatch(as_text(cell)) for cell in filled(cells)]
    told = [int(count[1]) for count in counts if count]
    return len(counts) >= 3 and told == list(range(1, len(counts) + 1))


def _best_block(lines: Sequence[Row], kind: Kind) -> Header | None:
    best: Header | None = None
    for depth in range(1, len(lines) + 1):
        block = lines[:depth]
        number, cells = block[-1]
        if number - block[0][0] != depth - 1 or not _is_wording(cells) or len(filled(cells)) < 2:
            break
        headings = _combine([cells for _, cells in block])
        score = _score(headings, kind)
        if best is None or score >= best.score + _GAIN_OF_A_LINE:
            best = Header(headings, block[0][0], block[-1][0], score)
    return best


def _is_wording(cells: Sequence[Cell]) -> bool:
    """Tell whether a line holds words only: no numbers, dates or identity numbers."""
    values = filled(cells)
    return all(isinstance(value, str) for value in values) and not any(
        profile.is_nik(value) or profile.is_nip(value) or profile.is_date(value) for value in values
    )


def _combine(lines: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """Join the lines of a header column by column; a group's heading reaches to its right."""
    width = max(len(cells) for cells in lines)
    grid = [[as_text(cell) for cell in cells] + [""] * (width - len(cells)) for cells in lines]
    for upper, lower in zip(grid, grid[1:], strict=False):
        for column in range(1, width):
            if not upper[column] and lower[column]:
                upper[column] = upper[column - 1]
    columns = ([line[column] for line in grid if line[column]] for column in range(width))
    return tuple(" ".join(" ".join(dict.fromkeys(texts)).split()) for texts in columns)


def _score(headings: Sequence[str], kind: Kind) -> float:
    """Count the fields that are named; one heading over two columns speaks against the block."""
    best: dict[str, float] = {}
    named: list[str] = []
    known = 0
    for heading in headings:
        if heading and heading_match.is_ignored(heading, kind):
            known += 1
        for field in kind.fields:
            worth = heading_match.score(heading, kind.name, field)
            if worth >= heading_match.WEAK:
                best[field] = max(best.get(field, 0.0), worth)
        if _names_a_field(heading, kind):
            named.append(plain(heading))
    return sum(best.values()) + 0.1 * known - (len(named) - len(set(named)))


def _names_a_field(heading: str, kind: Kind) -> bool:
    return not heading_match.is_ignored(heading, kind) and any(
        heading_match.score(heading, kind.name, field) >= heading_match.GOOD
        for field in kind.fields
    )


def _without_header(lines: Sequence[Row]) -> Header:
    """Return what stands right above the first row with an identity number, else letters."""
    above: Row = (0, [])
    for number, cells in lines:
        if any(profile.is_nik(cell) or profile.is_nip(cell) for cell in cells):
            width = max(len(row) for _, row in lines)
            if _could_head(above[1], cells):
                headings = _combine([[*above[1], *[None] * (width - len(above[1]))]])
                return Header(headings, above[0], number - 1, 0.0)
            letters = tuple(column_letter(index) for index in range(width))
            return Header(letters, None, number - 1, 0.0)
        above = (number, cells)
    raise refusal("FILE-17")


def _could_head(above: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Tell whether a line of words stands over most of the filled cells of the row below it."""
    over = filled(above[: len(row)])
    has_numbers = any(as_text(cell).isdigit() for cell in over)
    return _is_wording(above) and not has_numbers and len(over) >= max(2, len(filled(row)) / 2)


def _check_duplicates(header: Header, kind: Kind) -> None:
    seen: dict[str, int] = {}
    for index, heading in enumerate(header.headings):
        text = plain(heading)
        if is_blank(text) or heading_match.is_ignored(heading, kind):
            continue
        if text in seen and _names_a_field(heading, kind):
            first = seen[text]
            raise refusal(
                "FILE-19",
                first=f"{column_letter(first)} ({header.headings[first]})",
                second=f"{column_letter(index)} ({heading})",
            )
        seen.setdefault(text, index)
