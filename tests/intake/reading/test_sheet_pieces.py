"""Sheets read in pieces say the same as sheets read whole, and columns keep their letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from payung.core.errors import Refused
from payung.intake.reading import sheet_pieces
from payung.intake.reading.cells import is_blank
from payung.intake.reading.limits import DEFAULT_LIMITS
from payung.intake.reading.source import open_source
from tests.intake.files import nik, raw_parts, raw_row, xlsx_file, zip_file
from tests.intake.readings import read


def _long_list(path: Path) -> Path:
    """Write a list with a gap, a column that starts late, a merged cell and a tail."""
    rows = [raw_row(1, "NIK", "Nama", "Desa")]
    for number in range(2, 400):
        if number % 97:
            texts = (nik(number), f"Orang {number}", "Lanji" if number > 300 else "")
            rows.append(raw_row(number, *texts))
    parts = raw_parts("".join(rows))
    sheet = str(parts["xl/worksheets/sheet1.xml"])
    merges = '</sheetData><mergeCells count="1"><mergeCell ref="C5:C6"/></mergeCells>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", merges)
    return zip_file(path, parts)


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    (name,) = (source := open_source(path, DEFAULT_LIMITS)).names
    lines = source.sheet(name).lines()
    return [
        (n, [str(c or "") for c in cells]) for n, cells in lines if not all(map(is_blank, cells))
    ]


def _filled_up(rows: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    return [(number, (cells + ["", "", ""])[:3]) for number, cells in rows]


@pytest.mark.parametrize("size", [1, 700, 5_000, 60_000])
def test_pieces_say_the_same_as_the_whole(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _long_list(tmp_path / "l.xlsx")
    whole, told = _rows(path), read(path)
    monkeypatch.setattr(sheet_pieces, "PIECE_BYTES", size)
    monkeypatch.setattr(sheet_pieces, "_HEAD_BYTES", 400)
    monkeypatch.setattr(sheet_pieces, "_READ_BYTES", 512)
    assert sheet_pieces.can_be_cut(path, "xl/worksheets/sheet1.xml") is (size < 60_000)
    assert _filled_up(_rows(path)) == _filled_up(whole)
    cut = read(path)
    assert cut.rows == told.rows
    assert cut.inspection["warnings"] == told.inspection["warnings"] != []


def test_a_sheet_written_in_another_way_is_not_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_pieces, "PIECE_BYTES", 1)
    unnumbered = zip_file(tmp_path / "u.xlsx", raw_parts("<row><c><v>1</v></c></row>"))
    assert not sheet_pieces.can_be_cut(unnumbered, "xl/worksheets/sheet1.xml")
    texts = "<sst>" + "<si><t>x</t></si>" * 100 + "</sst>"
    shared = raw_parts(raw_row(1, "NIK"), **{"xl/sharedStrings.xml": texts})
    path = zip_file(tmp_path / "s.xlsx", shared)
    assert sheet_pieces.can_be_cut(path, "xl/worksheets/sheet1.xml")
    monkeypatch.setattr(sheet_pieces, "_SHARED_BYTES", 100)
    assert not sheet_pieces.can_be_cut(path, "xl/worksheets/sheet1.xml")


def test_a_damaged_piece_refuses_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_pieces, "PIECE_BYTES", 1)
    broken = raw_row(1, "NIK", "Nama") + raw_row(2, nik(1), "A B").replace("</is>", "</it>")
    with pytest.raises(Refused) as refused:
        read(zip_file(tmp_path / "b.xlsx", raw_parts(broken)))
    assert refused.value.code == "FILE-11"


def test_a_list_that_starts_in_column_c_keeps_its_letters(tmp_path: Path) -> None:
    def shape(sheet: Worksheet) -> None:
        sheet["D4"] = '=UPPER("x")'
        sheet.merge_cells("E3:E4")

    rows = [
        [None, None, "NIK", "Nama", "Desa", "Pekerjaan"],
        [None, None, nik(1), "Slamet Contoh", "Lanji", "nelayan"],
        [None, None, nik(2), "Siti Contoh", "Lanji", "nelayan"],
        [None, None, nik(3), None, None, "nelayan"],
    ]
    path = xlsx_file(tmp_path / "l", rows, shape)
    found = read(path)
    assert {c["index"]: c["field"] for c in found.inspection["columns"]} == {
        2: "nik", 3: "name", 4: "village", 5: "occupation"
    }  # fmt: skip
    assert found.statuses == {2: "accepted", 3: "accepted", 4: "refused"}
    assert {(f["code"], f["column"]) for f in found.rows[4].findings} >= {("CELL-02", "Nama")}
    named = read(path, mapping={"F": "-"})
    assert "occupation" not in named.mapping.values()
    filled = read(path, fills=True)
    assert filled.rows[4].values["village_code"] == filled.rows[3].values["village_code"]
