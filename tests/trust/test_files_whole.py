"""F15, F16, F19-F22, F25-F32: whole files, friendly and hostile."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from payung.core.errors import Refused
from payung.intake.reading.limits import MIB
from tests.intake.files import (
    NIK,
    WOMAN,
    csv_file,
    raw_list,
    raw_parts,
    raw_row,
    text_file,
    xlsx_file,
    zip_file,
)
from tests.intake.readings import read

LIST = [["NIK", "Nama"], [NIK, "André Contoh"], [WOMAN, "Siti – Contoh"]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def code_of(path: Path, **options: object) -> str:
    """Return the code for which a file is refused."""
    with pytest.raises(Refused) as refusal:
        read(path, **options)  # type: ignore[arg-type]
    assert refusal.value.message
    assert refusal.value.mend
    return refusal.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_F15_encodings_are_found_by_content(tmp_path: Path, encoding: str) -> None:
    found = read(csv_file(tmp_path / "list", LIST, encoding=encoding, separator="\t"))
    assert found.all("name") == ["André Contoh", "Siti – Contoh"]
    assert found.inspection["header"][0] == "NIK"


def test_F15_a_file_in_two_encodings_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list"
    mixed = f"NIK;Nama\n{NIK};André\n".encode() + f"{WOMAN};André\n".encode("cp1252")
    path.write_bytes(mixed)
    assert code_of(path) == "FILE-20"


def test_F15_utf16_cut_in_the_middle_of_a_sign_is_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "list", LIST, encoding="utf-16")
    path.write_bytes(path.read_bytes()[:-1])
    assert code_of(path) == "FILE-20"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_F16_separators_are_found_and_shown(tmp_path: Path, separator: str) -> None:
    found = read(csv_file(tmp_path / "list", LIST, separator=separator))
    assert found.inspection["separator"] == separator
    assert found.statuses == {2: "accepted", 3: "accepted"}


def test_F16_the_sep_line_wins_and_is_no_row(tmp_path: Path) -> None:
    path = text_file(tmp_path / "list", f'sep=:\nNIK:Nama\n{NIK}:"Contoh; Slamet, S.Pd"\n')
    found = read(path)
    assert (found.inspection["separator"], found.all("name")) == (":", ["Contoh; Slamet, S.Pd"])
    assert list(found.rows) == [2]


def test_F16_line_breaks_in_quotes_do_not_move_row_numbers(tmp_path: Path) -> None:
    path = text_file(tmp_path / "list", f'NIK;Nama;Alamat\n{NIK};A;"RT 1\nRW 2"\n{WOMAN};B;C\n')
    assert read(path).statuses == {2: "accepted", 3: "accepted"}


def test_F16_quotes_that_do_not_close_name_the_row(tmp_path: Path) -> None:
    path = text_file(tmp_path / "list", f'NIK;Nama\n{NIK};Slamet\n{WOMAN};"Siti\n')
    assert code_of(path) == "FILE-22"


def merged_list(path: Path) -> Path:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:D1")
        sheet.merge_cells("C3:C4")

    rows = [["DAFTAR PEKERJA RENTAN DESA SUKOLILAN", None, None, None],
            ["NIK", "Nama", "Kecamatan", "Pekerjaan"],
            [NIK, "Slamet Contoh", "Patebon", "nelayan"],
            [WOMAN, "Siti Contoh", None, "petani"]]  # fmt: skip
    return xlsx_file(path, rows, merge)


def test_F19_merged_cells_are_named_and_filled_only_after_consent(tmp_path: Path) -> None:
    path = merged_list(tmp_path / "list")
    found = read(path)
    told = [w for w in found.inspection["warnings"] if w["code"] == "FILE-28"]
    assert [w["params"]["ranges"] for w in told] == ["C3:C4"]
    assert found.all("kecamatan_code") == ["33.24.14", None]
    assert read(path, fills=True).all("kecamatan_code") == ["33.24.14", "33.24.14"]


def test_F20_duplicate_headings_are_refused_with_both_columns(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "list", [["NIK", "Nama", "No. NIK", "NIK"], [NIK, "A", NIK, NIK]])
    with pytest.raises(Refused) as refusal:
        read(path)
    assert refusal.value.code == "FILE-19"
    assert "A (NIK)" in refusal.value.message
    assert "D (NIK)" in refusal.value.message


def test_F21_the_mapping_is_told_and_can_be_changed(tmp_path: Path) -> None:
    rows = [["Kode X", "Nama Warga", "Catatan Y"], [NIK, "Slamet Contoh", "nelayan"]]
    path = csv_file(tmp_path / "list", rows)
    assert read(path).mapping == {"Kode X": "nik", "Nama Warga": "name"}
    changed = read(path, mapping={"Catatan Y": "occupation"})
    assert changed.all("occupation") == ["nelayan"]
    assert read(path, mapping={"B": "name", "Kode X": "nik"}).all("name") == ["Slamet Contoh"]


def test_F21_an_unknown_column_or_field_is_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "list", LIST)
    assert code_of(path, mapping={"Tidak Ada": "name"}) == "FILE-25"
    assert code_of(path, mapping={"Nama": "nama_lengkap"}) == "FILE-25"


def test_F21_a_list_without_a_required_column_says_which(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "list", [["Nama", "Desa"], ["Slamet Contoh", "Sukolilan"]])
    with pytest.raises(Refused) as refusal:
        read(path)
    assert refusal.value.code in ("FILE-17", "FILE-18")


def several_sheets(path: Path) -> Path:
    sheets = {
        "Petunjuk": [["Isi lembar Data"], ["NIK 16 angka", "Nama sesuai KTP"]],
        "Rekap": [["Kecamatan", "Jumlah"], ["Patebon", 12], ["Pegandon", 9]],
        "Data": LIST,
        "Lama": [["NIK", "Nama"], *[[NIK, "Slamet Lama"]] * 9],
    }

    def hide(sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden"
        sheet.parent["Data"].row_dimensions[3].hidden = True
        sheet.parent["Data"].auto_filter.ref = "A1:B3"

    return xlsx_file(path, sheets, hide)


def test_F22_the_best_sheet_is_named_and_another_can_be_picked(tmp_path: Path) -> None:
    path = several_sheets(tmp_path / "list")
    found = read(path)
    assert found.inspection["sheet"] == "Data"
    assert {"name": "Lama", "hidden": True} in found.inspection["sheets"]
    assert len(read(path, sheet="Lama").rows) == 9
    assert code_of(path, sheet="Tidak Ada") == "FILE-24"


def test_F22_hidden_and_filtered_rows_are_read_and_counted(tmp_path: Path) -> None:
    found = read(several_sheets(tmp_path / "list"))
    assert len(found.rows) == 2
    codes = {w["code"]: w["params"] for w in found.inspection["warnings"]}
    assert codes["FILE-29"] == {"count": 1}
    assert "FILE-30" in codes


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "FILE-01"), (b"\n \n", "FILE-01"), (b"\xef\xbb\xbf", "FILE-01"),
     (b";;;\n;;;\n", "FILE-01"),
     (b"NIK;Nama\n", "FILE-27"), (b"NIK;Nama\n\n;;\n", "FILE-27"),
     (b"%PDF-1.7\n" + bytes(200), "FILE-07"),
     (b"<html><table><tr><td>NIK</td></tr></table></html>", "FILE-08"),
     (b'<?xml version="1.0"?><Workbook/>', "FILE-08"),
     (b"\x89PNG\r\n\x1a\n" + bytes(99), "FILE-09"),
     (b"{\\rtf1 NIK}", "FILE-10"), (b"\x1f\x8b\x08" + bytes(99), "FILE-10"),
     (bytes(range(256)) * 9, "FILE-10"),
     (OLE + "Workbook".encode("utf-16-le"), "FILE-03"),
     (OLE + "EncryptedPackage".encode("utf-16-le"), "FILE-04"), (OLE, "FILE-10"),
     (b"PK\x03\x04 broken", "FILE-11")],
)  # fmt: skip
def test_F25_F26_each_wrong_file_gets_its_own_message(
    tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(content)
    assert code_of(path) == code


def test_F25_an_empty_workbook(tmp_path: Path) -> None:
    assert code_of(xlsx_file(tmp_path / "list", [[]])) == "FILE-01"
    assert code_of(xlsx_file(tmp_path / "header", [["NIK", "Nama"]])) == "FILE-27"


@pytest.mark.parametrize(
    ("parts", "code"),
    [({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "FILE-06"),
     (raw_parts(raw_list(), **{"xl/vbaProject.bin": b"x"}), "FILE-05"),
     (raw_parts(raw_list(), **{"xl/workbook.bin": b"x"}), "FILE-16"),
     ({"[Content_Types].xml": "<Types>wordprocessingml</Types>"}, "FILE-16"),
     ({"readme.txt": "halo"}, "FILE-10")],
)  # fmt: skip
def test_F26_other_office_formats(tmp_path: Path, parts: dict[str, str], code: str) -> None:
    assert code_of(zip_file(tmp_path / "list", parts)) == code


def test_F27_over_the_size_cap_is_refused_before_parsing(tmp_path: Path) -> None:
    path = tmp_path / "list"
    with path.open("wb") as file:
        file.truncate(513 * MIB)
    assert code_of(path) == "FILE-02"


def test_F28_a_bomb_is_refused_from_the_zip_directory(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "list", "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in raw_parts(raw_list()).items():
            container.writestr(name, content)
        with container.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(b"x" * MIB)
    assert (tmp_path / "list").stat().st_size < MIB
    assert code_of(tmp_path / "list") == "FILE-12"


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD9", "ZZ1000000"])
def test_F29_a_cell_far_out_is_refused_or_harmless(tmp_path: Path, cell: str) -> None:
    digits = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    far = f'<row r="{digits}"><c r="{cell}" t="inlineStr"><is><t>x</t></is></c></row>'
    path = zip_file(tmp_path / "list", raw_parts(raw_list(far)))
    try:
        assert read(path).statuses == {2: "accepted"}
    except Refused as refusal:
        assert refusal.code == "FILE-15"


def test_F29_the_farthest_cell_is_refused(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert code_of(zip_file(tmp_path / "list", raw_parts(raw_list(far)))) == "FILE-15"


@pytest.mark.parametrize("cell", ["r='XFD1048576'", 'r="ZZZZ3"', 'r = "xfd3"'])
def test_F29_other_ways_to_write_a_far_cell(tmp_path: Path, cell: str) -> None:
    far = f"<row><c {cell}><v>1</v></c></row>"
    assert code_of(zip_file(tmp_path / "list", raw_parts(raw_list(far)))) == "FILE-15"


def test_F29_cells_that_name_no_row_are_no_way_round(tmp_path: Path) -> None:
    far = '<row><c r="XFD1048576"><v>1</v></c></row>'
    assert code_of(zip_file(tmp_path / "list", raw_parts(raw_list(far)))) == "FILE-15"


def test_F30_a_list_over_the_pages_cap_is_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "list", [["NIK", "Nama"], *[[NIK, "Slamet"]] * 2_001])
    assert code_of(path, row_cap=2_000) == "FILE-23"
    assert len(read(path, row_cap=2_001).rows) == 2_001


def test_F30_a_workbook_over_the_pages_cap_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    rows = [raw_row(number, *"abcdefghijklmnopqrstuvwxyz") for number in range(3, 103)]
    path = zip_file(tmp_path / "list", raw_parts(raw_list(*rows)))
    assert code_of(path, row_cap=50) == "FILE-23"


ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "docProps/a.xml"])
@pytest.mark.parametrize(
    "trick",
    [ENTITY, '<!DOCTYPE x SYSTEM "file:///etc/passwd">', '<!DOCTYPE x SYSTEM "http://x.test/">'],
)  # fmt: skip
def test_F31_document_types_are_refused_in_every_part(
    tmp_path: Path, part: str, trick: str
) -> None:
    parts = raw_parts(raw_list())
    parts[part] = f'<?xml version="1.0"?>{trick}{parts.get(part, "<x/>")}'
    assert code_of(zip_file(tmp_path / "list", parts)) == "FILE-14"


def test_F31_xml_in_wide_signs_is_refused(tmp_path: Path) -> None:
    parts = raw_parts(raw_list())
    wide = f'<?xml version="1.0" encoding="utf-16"?>{ENTITY}<x/>'.encode("utf-16")
    parts["xl/worksheets/sheet1.xml"] = wide
    assert code_of(zip_file(tmp_path / "list", parts)) == "FILE-14"


def test_F31_remote_relations_are_not_followed(tmp_path: Path) -> None:
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId9" TargetMode="External" Target="http://x.invalid/a" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"/>'
        "</Relationships>"
    )
    parts = raw_parts(raw_list(), **{"xl/worksheets/_rels/sheet1.xml.rels": link})
    assert read(zip_file(tmp_path / "list", parts)).statuses == {2: "accepted"}


@pytest.mark.parametrize(
    "name",
    ["../outside.xml", "/etc/passwd", "xl\\..\\..\\outside.xml", "C:outside.xml", "inner.zip",
     "xl/embeddings/other.xlsx"],
)  # fmt: skip
def test_F32_names_that_leave_the_folder_and_nested_archives(tmp_path: Path, name: str) -> None:
    assert code_of(zip_file(tmp_path / "list", raw_parts(raw_list(), **{name: "x"}))) == "FILE-13"


def rewritten(path: Path, change: Callable[[zipfile.ZipFile], None]) -> Path:
    with zipfile.ZipFile(path, "w") as container:
        for name, content in raw_parts(raw_list()).items():
            container.writestr(name, content)
        change(container)
    return path


def test_F32_a_symlink_is_refused(tmp_path: Path) -> None:
    def link(container: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo("xl/link.xml")
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        container.writestr(info, "/etc/passwd")

    assert code_of(rewritten(tmp_path / "list", link)) == "FILE-13"


def test_F32_ten_thousand_entries_are_refused(tmp_path: Path) -> None:
    def many(container: zipfile.ZipFile) -> None:
        for number in range(10_000):
            container.writestr(f"xl/{number}.xml", b"")

    assert code_of(rewritten(tmp_path / "list", many)) == "FILE-12"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_F32_one_name_twice_is_refused(tmp_path: Path) -> None:
    def twice(container: zipfile.ZipFile) -> None:
        container.writestr("XL/worksheets/SHEET1.xml", b"<x/>")

    assert code_of(rewritten(tmp_path / "list", twice)) == "FILE-13"


def test_F32_sizes_that_lie_are_refused(tmp_path: Path) -> None:
    path = zip_file(tmp_path / "list", raw_parts(raw_list(*[raw_row(9, "x" * 999)] * 99)))
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/worksheets/sheet1.xml"))
    struct.pack_into("<I", content, at + 24, 500)  # the directory's unpacked size
    path.write_bytes(bytes(content))
    assert code_of(path) in ("FILE-11", "FILE-12", "FILE-13")


def test_F32_an_encrypted_part_is_refused(tmp_path: Path) -> None:
    path = zip_file(tmp_path / "list", raw_parts(raw_list()))
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/worksheets/sheet1.xml"))
    content[at + 8] |= 1
    path.write_bytes(bytes(content))
    assert code_of(path) == "FILE-04"


def test_F32_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    whole = zip_file(tmp_path / "whole", raw_parts(raw_list())).read_bytes()
    for cut in (30, 200, len(whole) // 2, len(whole) - 5):
        path = tmp_path / "list"
        path.write_bytes(whole[:cut])
        assert code_of(path) == "FILE-11"


def test_a_workbook_inside_other_bytes_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "list"
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as container:
        container.writestr("a", "b")
    path.write_bytes(b"%PDF-1.4\n" + inner.getvalue())
    assert code_of(path) == "FILE-07"
