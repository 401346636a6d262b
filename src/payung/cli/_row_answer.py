"""Answer for each row of a list, however long it is: kept in a file, never all in memory."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import click

from payung.cli._answer import item_line, lines

if TYPE_CHECKING:
    from payung.registry.row_ends import RowEnd

_IN_MEMORY_BYTES = 8 * 1024 * 1024
_BLOCK_SIGNS = 64 * 1024


class _Style(NamedTuple):
    """How an answer is written: its parts in order, and what stands between items."""

    opening: Callable[[Mapping[str, Any]], str]
    status: Callable[[RowEnd], str]
    between: str
    finding: Callable[[Mapping[str, Any]], str]
    closing: str
    comma: str


def _plain_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


_JSON = _Style(
    opening=lambda answer: _plain_json(answer)[:-1] + ', "statuses": {',
    status=lambda end: f'"{end.row}": "{end.status}"',
    between='}, "findings": [',
    finding=_plain_json,
    closing="]}\n",
    comma=", ",
)
_LINES = _Style(
    opening=lambda answer: "".join(f"{line}\n" for line in lines(answer)) + "statuses:\n",
    status=lambda end: f"  {end.row}: {end.status}\n",
    between="findings:\n",
    finding=lambda finding: f"  - {item_line(finding)}\n",
    closing="",
    comma="",
)


@contextmanager
def kept(answer: Mapping[str, Any], ends: Iterable[RowEnd], *, as_json: bool) -> Iterator[IO[str]]:
    """Write the answer down before it is told: what follows may still fail."""
    style = _JSON if as_json else _LINES
    with _spool() as told, _spool() as found:
        told.write(style.opening(answer))
        comma = comma_found = ""
        for end in ends:
            told.write(comma + style.status(end))
            comma = style.comma
            for finding in _shown(end):
                found.write(comma_found + style.finding(finding))
                comma_found = style.comma
        told.write(style.between)
        found.seek(0)
        shutil.copyfileobj(found, told)
        told.write(style.closing)
        told.seek(0)
        yield told


def tell_kept(told: IO[str]) -> None:
    """Print an answer that was written down."""
    while block := told.read(_BLOCK_SIGNS):
        click.echo(block, nl=False)


def _spool() -> IO[str]:
    return tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES, "w+", encoding="utf-8")


def _shown(end: RowEnd) -> Iterator[dict[str, Any]]:
    for finding in end.findings:
        yield {
            "row": end.row,
            "column": finding.column,
            "code": finding.code,
            "level": str(finding.level),
            "message": finding.message(),
            "mend": finding.mend(),
        }
