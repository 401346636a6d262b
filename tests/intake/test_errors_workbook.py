"""The workbook of rows to mend: safe to open, and sent back as a list of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from payung.core.errors import Refused
from payung.intake import quarantine, services
from payung.intake.errors_workbook import ADDED, Problem, write_errors
from payung.intake.models import Batch
from payung.registry.row_ends import row_ends
from payung.registry.services import apply_batch, judge_batch
from tests import factories
from tests.intake.files import NIK, WOMAN, csv_file, nik, xlsx_file

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 10, 1, 3, 0, tzinfo=UTC)
HEADER = ["No", "NIK", "Nama Lengkap", "Tgl Lahir", "Penghasilan", "Kode Kami"]
ROWS = [
    ["DAFTAR PEKERJA"],
    HEADER,
    [1, NIK, "Slamet Contoh", "14/03/1985", "750.000", "a"],
    [2, 3324105708910010, "Siti Contoh", date(1991, 8, 17), 750000, "b"],
    [3, nik(3), "=HYPERLINK(1)", "13/14/1985", "-5", "@c"],
    [None, None, "Jumlah", 3],
]  # fmt: skip


def read(path: Path) -> Batch:
    batch = services.receive_file(
        path=path, file_name="daftar.xlsx", kind="workers", programme_code="kendal", by="meja",
         now=NOW,
    )  # fmt: skip
    assert batch.refusal is None, batch.refusal
    batch = services.read_batch(
        batch_id=batch.pk, by="meja", regency_code="33.24", today=date(2025, 10, 1)
    )
    judge_batch(batch_id=batch.pk, by="meja")
    batch.refresh_from_db()
    return batch


def problems_of(batch: Batch) -> dict[int, Problem]:
    ends = row_ends(batch_id=batch.pk)
    return {end.row: Problem(end.status, end.findings) for end in ends if end.status != "accepted"}


def as_text_cells(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"


@pytest.fixture
def sent_back(tmp_path: Path) -> tuple[Batch, Path]:
    factories.make_programme()
    batch = read(xlsx_file(tmp_path / "list", ROWS, as_text_cells))
    assert (batch.accepted, batch.held, batch.refused) == (1, 1, 1)
    out = tmp_path / "perbaiki.xlsx"
    assert write_errors(batch=batch, problems=problems_of(batch), out=out) == 2
    return batch, out


def test_a_file_no_longer_kept_gives_no_workbook(
    sent_back: tuple[Batch, Path], tmp_path: Path
) -> None:
    batch, _ = sent_back
    problems = problems_of(batch)
    quarantine.forget(batch.stored_name)
    with pytest.raises(Refused) as refusal:
        write_errors(batch=batch, problems=problems, out=tmp_path / "none.xlsx")
    assert refusal.value.code == "INT-09"


def test_F24_everything_in_it_is_text(sent_back: tuple[Batch, Path]) -> None:
    sheet = openpyxl.load_workbook(sent_back[1]).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for row in sheet.iter_rows(min_row=2, max_col=6) for cell in row
            if cell.value is not None} == {"@"}  # fmt: skip
    assert all(cell.hyperlink is None for cell in cells)


def test_it_shows_the_rows_as_sent_and_what_to_do(sent_back: tuple[Batch, Path]) -> None:
    sheet = openpyxl.load_workbook(sent_back[1]).active
    header, held, refused = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert header == [*HEADER, *ADDED]
    assert held[1:4] == ["332410570891001?", "Siti Contoh", "1991-08-17"]
    assert refused[2] == ROWS[4][2]
    assert (held[6], refused[6]) == ("Ditahan", "Ditolak")
    assert held[7] == "NIK"
    assert "Tgl Lahir" in refused[7]
    assert all(row[8] and row[9] for row in (held, refused))


def test_corrected_rows_come_back_and_are_accepted(sent_back: tuple[Batch, Path]) -> None:
    first, out = sent_back
    apply_batch(batch_id=first.pk, by="meja", now=NOW)
    book = openpyxl.load_workbook(out)
    mend: dict[str, Any] = {"B2": WOMAN, "C3": "Sri Contoh", "D3": "14/03/1985", "E3": "500.000"}
    for place, value in mend.items():
        book.active[place].value = value
    book.save(out)
    batch = read(out)
    assert (batch.rows, batch.accepted) == (2, 2)
    assert set(batch.mapping) == {"NIK", "Nama Lengkap", "Tgl Lahir", "Penghasilan"}
    assert apply_batch(batch_id=batch.pk, by="meja", now=NOW).new == 2


def test_F01_sent_back_untouched_no_digit_is_guessed(sent_back: tuple[Batch, Path]) -> None:
    batch = read(sent_back[1])
    assert (batch.accepted, batch.refused) == (0, 2)


def test_a_csv_gives_a_workbook_too(tmp_path: Path) -> None:
    factories.make_programme()
    batch = read(csv_file(tmp_path / "list", [["NIK", "Nama"], ["12", "-Contoh"], [NIK, "Siti"]]))
    out = tmp_path / "out.xlsx"
    assert write_errors(batch=batch, problems=problems_of(batch), out=out) == 1
    sheet = openpyxl.load_workbook(out).active
    assert [cell.value for cell in sheet[2]][:3] == ["12", "-Contoh", "Ditolak"]
