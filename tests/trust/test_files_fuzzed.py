"""Any bytes at all: a list is read or refused with a reason, and nothing else ever happens."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.core.errors import Refused
from tests.intake.files import NIK, raw_list, raw_parts, raw_row
from tests.intake.readings import read

KINDS = ("sponsors", "workers", "participants", "money")
LONG = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=False
)
SOAK = settings(LONG, max_examples=3_000)
CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from([NIK, "NIK", "Nama", "Jumlah", "NIP", "Status", "AKTIF", "16.800", "31/02/1985",
                     "=1+1", "\x00", '"', "sep=;", "Kendal, 1 Mei 2025", "9" * 400, "1e999"]),
)  # fmt: skip
TABLES = st.lists(st.lists(CELLS, max_size=6), max_size=8)
XML_CELLS = st.sampled_from(
    [raw_row(3, "&amp;"), '<row r="3"><c r="A3"><v>1e400</v></c></row>', '<row r="-1"/>',
     '<row r="3"><c r="ZZZZ3"><v>1</v></c></row>', '<row r="3"><c t="s"><v>99999</v></c></row>',
     '<row r="3"><c r="A3" t="d"><v>2025-13-45</v></c></row>', "<row><c><f>1</f></c></row>",
     '<row r="3"><c r="A3" t="b"><v>x</v></c></row>', '<row r="4294967295"/>', "<x:row/>", "</row>",
     '<row r="3"><c r="A3" s="999"><v>1</v></c></row>', '<row r="3"><c r="3A"><v>1</v></c></row>']
)  # fmt: skip
WORKBOOK = io.BytesIO()
with zipfile.ZipFile(WORKBOOK, "w", zipfile.ZIP_DEFLATED) as made:
    for part, content in raw_parts(raw_list()).items():
        made.writestr(part, content)


def survive(content: bytes, kind: str) -> None:
    """Read the bytes as the child would; every row ends in one of the three ways."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        path.write_bytes(content)
        try:
            found = read(path, kind)
        except Refused as refusal:
            assert refusal.code.startswith("FILE-")
            assert NIK not in refusal.message
        else:
            assert set(found.statuses.values()) <= {"accepted", "held", "refused"}


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, text in parts.items():
            container.writestr(name, text)
    return out.getvalue()


def as_text(table: list[list[str]], separator: str) -> bytes:
    lines = "\n".join(separator.join(row) for row in table)
    return lines.encode("utf-8", "surrogatepass")


def mutated(changes: list[tuple[int, int]]) -> bytes:
    content = bytearray(WORKBOOK.getvalue())
    for place, byte in changes:
        content[place % len(content)] = byte
    return bytes(content)


BYTES = given(content=st.binary(max_size=600), kind=st.sampled_from(KINDS))
TEXTS = given(table=TABLES, separator=st.sampled_from(";,\t|"), kind=st.sampled_from(KINDS))
CHANGES = given(
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8)
)
SHEETS = given(rows=st.lists(XML_CELLS, max_size=4), kind=st.sampled_from(KINDS))


@BYTES
@LONG
def test_any_bytes(content: bytes, kind: str) -> None:
    survive(content, kind)


@TEXTS
@LONG
def test_any_table_of_text(table: list[list[str]], separator: str, kind: str) -> None:
    survive(as_text(table, separator), kind)


@CHANGES
@LONG
def test_a_workbook_with_bytes_changed(changes: list[tuple[int, int]]) -> None:
    survive(mutated(changes), "workers")


@SHEETS
@LONG
def test_a_workbook_with_odd_cells(rows: list[str], kind: str) -> None:
    survive(zipped(raw_parts(raw_list(*rows))), kind)


@pytest.mark.soak
@TEXTS
@SOAK
def test_very_many_tables(table: list[list[str]], separator: str, kind: str) -> None:
    survive(as_text(table, separator), kind)


@pytest.mark.soak
@CHANGES
@SOAK
def test_very_many_changed_workbooks(changes: list[tuple[int, int]]) -> None:
    survive(mutated(changes), "workers")
