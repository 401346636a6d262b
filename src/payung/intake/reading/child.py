"""What runs in the child process: read one file, write messages as JSON lines.

Messages: {"inspection": ...}, then {"rows": [[number, status, values, findings], ...]} by the
hundred, then {"end": {...}}; or {"refused": {...}} at any point. Nothing here knows a secret.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from payung.core.errors import Refused
from payung.core.finding import refusal
from payung.core.identity.cells import EXACT_LIMIT
from payung.core.period import Month
from payung.intake.reading.cells import Cell, Row, as_text, is_blank
from payung.intake.reading.choosing import Choice, choose, masked_samples
from payung.intake.reading.limits import Limits
from payung.intake.reading.source import Source, open_source, range_text
from payung.intake.reading.understanding import COLUMNS, Context, Understander, places

_ROWS_AT_ONCE = 500
_LAST_PAID = COLUMNS["participants"].index("last_paid_month")
_PLAIN_LENGTHS = (16, 18)
_KEPT_DIGITS = 15


Message = dict[str, Any]


def run(task: str, path: Path, options: Mapping[str, Any]) -> None:
    """Do one task on a file within its limits, and tell the outcome on standard output."""
    _bound(Limits(**options["limits"]))
    try:
        for message in messages(task, path, options):
            _tell(message)
    except Refused as refused:
        _tell({"refused": refused.plain()})
    except MemoryError:
        _tell({"refused": None})


def messages(task: str, path: Path, options: Mapping[str, Any]) -> Iterator[Message]:
    """Yield what one task (`inspect`, `rows` or `cells`) tells about a file.

    Raises:
        Refused: the file cannot be read, with the reason.
    """
    limits = Limits(**options["limits"])
    source = open_source(path, limits)
    choice = choose(source, options["kind"], sheet=options["sheet"], mapping=options["mapping"])
    if task == "inspect":
        yield {"inspection": _inspection(source, choice)}
    elif task == "rows":
        yield from _understood_rows(choice, options, limits)
    else:
        yield from _cells_of(choice, set(options["numbers"]))


def _bound(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _tell(message: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=False) + "\n")


def _inspection(source: Source, choice: Choice) -> dict[str, Any]:
    return {
        "layout": choice.kind.name,
        "sheet": choice.sheet.name,
        "sheets": [{"name": name, "hidden": name in source.hidden} for name in source.names],
        "header_row": choice.header.first,
        "header": list(choice.header.headings),
        "columns": [
            {
                "heading": column.heading,
                "index": column.index,
                "field": column.field,
                "confidence": round(column.confidence, 2),
                "by": column.by,
                "samples": masked_samples(choice, column.index),
            }
            for column in choice.proposal.columns
        ],
        "mapping": choice.proposal.given(),
        "missing": [list(group) for group in choice.proposal.missing],
        "as_of": choice.as_of.isoformat() if choice.as_of else None,
        "warnings": _warnings(choice),
        **source.text_facts(),
    }


def _warnings(choice: Choice) -> list[dict[str, Any]]:
    facts, found = choice.sheet.facts, []
    last = choice.header.last or 0
    merged = [area for area in choice.sheet.merged if area[2] > last]
    if merged:
        ranges = ", ".join(range_text(area) for area in merged[:10])
        found.append({"code": "FILE-28", "params": {"ranges": ranges}})
    if facts.hidden_rows:
        found.append({"code": "FILE-29", "params": {"count": facts.hidden_rows}})
    if facts.is_filtered:
        found.append({"code": "FILE-30", "params": {}})
    return found


def _rows(choice: Choice, *, fills: bool = False) -> Iterator[Row]:
    """Yield the lines that are rows; `fills` repeats a merged cell's value downwards (F19)."""
    judge = choice.judge()
    index = choice.proposal.indexes()
    plain = [index[name] for name in choice.kind.identity if name in index]
    last = choice.header.last or 0
    lines = _filled_down(choice) if fills else choice.sheet.lines()
    for number, cells in lines:
        if number <= last:
            continue
        if _is_plain(cells, plain) or judge.is_row(cells):
            yield number, cells


def _is_plain(cells: list[Cell], identity: list[int]) -> bool:
    """Spare the judge the usual line: one with an identity number as text, and more beside it."""
    for place in identity:
        if place < len(cells):
            cell = cells[place]
            if cell.__class__ is str and len(cell) in _PLAIN_LENGTHS and cell.isdigit():
                return any(cells[:place]) or any(cells[place + 1 :])
    return False


def _filled_down(choice: Choice) -> Iterator[Row]:
    tops: dict[int, tuple[int, Cell]] = {}
    starts = {(top, left): bottom for top, left, bottom, _ in choice.sheet.merged}
    for number, cells in choice.sheet.lines():
        for place, cell in enumerate(cells):
            if (number, place) in starts:
                tops[place] = (starts[number, place], cell)
            elif place in tops and is_blank(cell) and number <= tops[place][0]:
                cells[place] = tops[place][1]
        yield number, cells


def _understood_rows(
    choice: Choice, options: Mapping[str, Any], limits: Limits
) -> Iterator[Message]:
    if choice.proposal.missing:
        raise refusal("FILE-18", fields=choice.missing())
    as_of = date.fromisoformat(options["as_of"]) if options["as_of"] else choice.as_of
    today = date.fromisoformat(options["today"])
    context = Context(
        kind=choice.kind,
        index=places(choice.proposal.indexes()),
        heading=choice.proposal.headings(),
        regency_code=options["regency_code"],
        as_of=as_of or today,
        epoch_1904=choice.sheet.epoch_1904,
    )
    understand = Understander(context, choice.sheet.facts.formulas, len(choice.header.headings)).row
    count, latest = 0, ""
    watches_months = choice.kind.name == "participants"
    lines = _rows(choice, fills=options["fills"])
    while chunk := [understand(number, cells) for number, cells in islice(lines, _ROWS_AT_ONCE)]:
        count += len(chunk)
        if limits.rows is not None and count > limits.rows:
            raise refusal("FILE-23", cap=limits.rows)
        if watches_months:
            latest = max(latest, *(row.values[_LAST_PAID] or "" for row in chunk))
        yield {"rows": chunk}
    if not count:
        raise refusal("FILE-27")
    if as_of is None and latest:
        as_of = Month.of(date.fromisoformat(latest)).last_day
    yield {"end": {"rows": count, "as_of": (as_of or today).isoformat()}}


def _cells_of(choice: Choice, numbers: set[int]) -> Iterator[Message]:
    yield {"header": list(choice.header.headings)}
    for number, cells in _rows(choice):
        if number in numbers:
            yield {"cells": [number, [_shown(cell) for cell in cells]]}
    yield {"end": {}}


def _shown(cell: Cell) -> str:
    """Return a cell as it is sent back; digits that a spreadsheet may have lost stay open."""
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    text = as_text(cell)
    if isinstance(cell, float | int) and len(text) > _KEPT_DIGITS and text.isdigit():
        sure, rest = text[:_KEPT_DIGITS], text[_KEPT_DIGITS:]
        return sure + "?" * len(rest) if cell >= EXACT_LIMIT or not rest.strip("0") else text
    return text
