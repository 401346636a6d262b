"""Read a file through a child process: the only way the rest of Payung reads one.

The child gets limits, an empty environment and no database. Whatever happens to it, the parent
lives on and says why the file was refused.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from payung.core.errors import Refused
from payung.core.finding import refusal
from payung.intake.reading.limits import DEFAULT_LIMITS, Limits
from payung.intake.reading.understanding import UnderstoodRow


class Chosen(NamedTuple):
    """What a person chose: the sheet, and the field of single headings (``-``: none)."""

    sheet: str | None = None
    mapping: Mapping[str, str] | None = None


PROPOSED = Chosen()


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file was taken for: the proposal a person confirms or changes.

    `mapping` is column heading (its letter, where that says too little) to field; ``-`` stands
    for a column that a person left out.

    `told` holds the sheets, header row, columns (heading, field, confidence, masked samples),
    missing required fields and warnings, all as plain values.
    """

    layout: str
    sheet: str
    header: list[str]
    mapping: dict[str, str]
    as_of: date | None
    told: dict[str, Any]


class Reading:
    """The rows of a file, once, in chunks; `as_of` and `count` hold when they are through."""

    def __init__(self, messages: Iterator[dict[str, Any]]) -> None:
        """Keep the child's messages."""
        self._messages = messages
        self.as_of: date | None = None
        self.count = 0

    def __iter__(self) -> Iterator[list[UnderstoodRow]]:
        """Yield the rows by the hundred.

        Raises:
            Refused: the file cannot be read, or the child reached its limits.
        """
        for message in self._messages:
            if "rows" in message:
                yield [UnderstoodRow(*row) for row in message["rows"]]
            else:
                self.as_of = date.fromisoformat(message["end"]["as_of"])
                self.count = message["end"]["rows"]


def inspect_file(
    path: Path,
    kind: str,
    *,
    chosen: Chosen = PROPOSED,
    limits: Limits = DEFAULT_LIMITS,
) -> Inspection:
    """Look at sheets and columns and propose how to read them.

    `kind` is a list kind, `money`, or one of its layouts.

    Raises:
        Refused: the file cannot be read at all.
    """
    options = _options(kind, chosen, limits)
    (message,) = _messages("inspect", path, options)
    told = message["inspection"]
    return Inspection(
        layout=told["layout"],
        sheet=told["sheet"],
        header=told["header"],
        mapping=told["mapping"],
        as_of=date.fromisoformat(told["as_of"]) if told["as_of"] else None,
        told=told,
    )


def read_rows(
    path: Path,
    kind: str,
    *,
    today: date,
    chosen: Chosen = PROPOSED,
    as_of: date | None = None,
    regency_code: str | None = None,
    fills: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """Start reading the rows; see `inspect_file` for the arguments both take.

    The list speaks of `as_of`; else of the day its title or its months tell; else of `today`.
    """
    options = _options(kind, chosen, limits) | {
        "as_of": as_of.isoformat() if as_of else None,
        "today": today.isoformat(),
        "regency_code": regency_code,
        "fills": fills,
    }
    return Reading(_messages("rows", path, options))


def read_cells(
    path: Path,
    kind: str,
    *,
    numbers: Sequence[int],
    chosen: Chosen = PROPOSED,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[list[Any]]:
    """Yield the headings, then `[number, cells]` of the rows asked for, as they were sent."""
    options = _options(kind, chosen, limits) | {"numbers": sorted(numbers)}
    for message in _messages("cells", path, options):
        if "header" in message:
            yield message["header"]
        elif "cells" in message:
            yield message["cells"]


def _options(kind: str, chosen: Chosen, limits: Limits) -> dict[str, Any]:
    return {
        "kind": kind,
        "sheet": chosen.sheet,
        "mapping": dict(chosen.mapping or {}),
        "limits": asdict(limits),
    }


def _messages(task: str, path: Path, options: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    limits = options["limits"]
    is_ended = False
    with _child(task, path, options, limits["wall_seconds"]) as child:
        assert child.stdout is not None
        for line in child.stdout:
            message: dict[str, Any] = json.loads(line)
            if "refused" in message:
                raise _refused(message["refused"])
            is_ended = "end" in message or "inspection" in message
            yield message
    if not is_ended:
        raise refusal("FILE-26")


@contextmanager
def _child(
    task: str, path: Path, options: Mapping[str, Any], wall_seconds: float
) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "payung.intake.reading", task, str(path)]
    child = subprocess.Popen(
        [*command, json.dumps(options)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env={"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "MALLOC_ARENA_MAX": "2"},
    )
    alarm = threading.Timer(wall_seconds, child.kill)
    alarm.daemon = True
    alarm.start()
    try:
        yield child
    finally:
        alarm.cancel()
        child.kill()
        if child.stdout is not None:
            child.stdout.close()
        child.wait()


def _refused(told: Mapping[str, Any] | None) -> Refused:
    return refusal("FILE-26") if told is None else Refused(**told)
