"""How the rows of a received list end: statuses, and every finding as a value with its texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from payung.core.finding import Finding
from payung.db.sql import stream


class RowEnd(NamedTuple):
    """One row: the number the spreadsheet shows, how it ends, and what was found on it."""

    row: int
    status: str
    findings: tuple[Finding, ...]


def row_ends(*, batch_id: int) -> Iterator[RowEnd]:
    """Yield the rows of a judged list of sponsors, workers or participants, in its order."""
    for number, status, found in stream("registry/list_row_ends", {"batch": batch_id}):
        told = json.loads(found) if isinstance(found, str) else found
        yield RowEnd(
            number,
            status,
            tuple(Finding(item["code"], item["column"], item["params"]) for item in told),
        )
