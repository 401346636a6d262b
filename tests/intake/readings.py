"""Read a file as the child process does, but in this process, and name the values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, NamedTuple

from payung.intake.reading.child import messages
from payung.intake.reading.fields import MONEY_KINDS
from payung.intake.reading.kinds.common import COLUMNS
from payung.intake.reading.limits import DEFAULT_LIMITS


class Row(NamedTuple):
    """One row as understood: how it ends, its values by field, the codes of its findings."""

    status: str
    values: dict[str, Any]
    codes: list[str]
    findings: list[dict[str, Any]]


class Read(NamedTuple):
    """A whole file as understood."""

    inspection: dict[str, Any]
    rows: dict[int, Row]
    as_of: str

    @property
    def mapping(self) -> dict[str, str]:
        """Heading to field."""
        return {c["heading"]: c["field"] for c in self.inspection["columns"] if c["field"]}

    @property
    def statuses(self) -> dict[int, str]:
        """Row number to how it ends."""
        return {number: row.status for number, row in self.rows.items()}

    def all(self, field: str) -> list[Any]:
        """Return one field of all rows."""
        return [row.values[field] for row in self.rows.values()]


def read(
    path: Path,
    kind: str = "workers",
    *,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    as_of: str | None = None,
    fills: bool = False,
    row_cap: int | None = None,
) -> Read:
    """Inspect a file and read its rows."""
    options = {
        "limits": asdict(replace(DEFAULT_LIMITS, rows=row_cap)), "kind": kind, "sheet": sheet,
        "mapping": dict(mapping or {}), "as_of": as_of, "today": "2025-10-05",
        "regency_code": "33.24", "fills": fills,
    }  # fmt: skip
    (inspected,) = messages("inspect", path, options)
    inspection = inspected["inspection"]
    layout = inspection["layout"]
    columns = COLUMNS["money" if layout in MONEY_KINDS else layout]
    rows: dict[int, Row] = {}
    end: dict[str, Any] = {}
    for message in messages("rows", path, options):
        end = message.get("end", end)
        for row in message.get("rows", ()):
            findings = row.findings or []
            values = dict(zip(columns, row.values, strict=True))
            rows[row.number] = Row(row.status, values, [f["code"] for f in findings], findings)
    assert end["rows"] == len(rows)
    return Read(inspection, rows, end["as_of"])


def only(read: Read) -> Row:
    """Return the only row."""
    (row,) = read.rows.values()
    return row
