"""Layouts that are easily taken for something else: groups, sections, sums, exported numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from payung.core.errors import Refused
from tests.intake.files import csv_file, nik, nip, text_file, xlsx_file
from tests.intake.readings import only, read

A, B, C = nik(1), nik(2), nik(3)
X, Y = nip(1), nip(2)


def test_one_heading_in_two_groups_is_no_duplicate(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        for area in ("A2:A3", "B2:D2", "E2:F2"):
            sheet.merge_cells(area)

    rows = [
        ["USULAN"],
        ["NO", "PEKERJA RENTAN", None, None, "ASN PENANGGUNG", None],
        [None, "NAMA", "NIK", "TGL LAHIR", "NAMA", "NIP"],
        [1, "Slamet Contoh", A, "14/03/1985", "Agus Contoh", X],
    ]
    found = read(xlsx_file(tmp_path / "l", rows, merge))
    assert found.statuses == {4: "accepted"}
    values = only(found).values
    assert (values["name"], values["nik"], values["sponsor_nip"]) == ("Slamet Contoh", A, X)


def test_F20_one_heading_twice_in_one_group_stays_refused(tmp_path: Path) -> None:
    rows = [["PEKERJA", "", ""], ["NAMA", "NIK", "NAMA"], ["Slamet Contoh", A, "Agus Contoh"]]
    with pytest.raises(Refused) as refused:
        read(csv_file(tmp_path / "l", rows))
    assert refused.value.code == "FILE-19"


def test_villages_as_sections_are_neither_header_nor_rows(tmp_path: Path) -> None:
    rows = [
        ["No", "NIK", "Nama", "Pekerjaan"],
        ["DESA LANJI"],
        [1, A, "Slamet Contoh", "buruh tani"],
        [2, B, "Siti Contoh", "nelayan"],
        ["Jumlah Desa Lanji", 2],
        ["DESA MARGOSARI"],
        [1, C, "Tri Contoh", "nelayan"],
        ["JUMLAH SELURUHNYA", 3],
    ]
    found = read(xlsx_file(tmp_path / "l", rows))
    assert found.statuses == {3: "accepted", 4: "accepted", 7: "accepted"}
    assert set(found.mapping.values()) == {"nik", "name", "occupation"}


def test_a_row_without_its_number_stays_a_row(tmp_path: Path) -> None:
    rows = [
        ["No", "Nama", "NIK", "Desa"],
        [1, "Slamet Contoh", A, "Lanji"],
        [2, "Siti Contoh", None, None],
        [3, "Tri Contoh", 0, None],
        [None, "Jumlah", 3, None],
    ]
    found = read(xlsx_file(tmp_path / "l", rows))
    assert found.statuses == {2: "accepted", 3: "refused", 4: "refused"}


def test_columns_counted_with_sums_are_no_row(tmp_path: Path) -> None:
    rows = [["No", "NIK", "Nama", "Desa"], ["(1)", "(2)", "(3)", "(4)=(2)+(3)"], [1, A, "S C", ""]]
    assert read(csv_file(tmp_path / "l", rows)).statuses == {3: "accepted"}


def test_a_number_kept_as_text_by_a_formula_is_read(tmp_path: Path) -> None:
    content = f'NIK;Nama;NIP Penanggung\n="{A}";Slamet Contoh;="{X}"\n="1+1";Siti Contoh;\n'
    found = read(text_file(tmp_path / "l", content))
    assert found.statuses == {2: "accepted", 3: "refused"}
    assert found.rows[2].values["nik"] == A
    assert found.rows[2].values["sponsor_nip"] == X


def test_headings_with_a_remark_name_their_place(tmp_path: Path) -> None:
    header = ["NIK (16 digit)", "Nama*", "Alamat Domisili (Desa)", "Alamat Domisili (Kecamatan)"]
    found = read(csv_file(tmp_path / "l", [header, [A, "Slamet Contoh", "Lanji", "Patebon"]]))
    assert only(found).values["village_code"].startswith("33.24.14.")


def test_a_result_told_under_a_vague_heading_is_the_status(tmp_path: Path) -> None:
    rows = [
        ["No", "Nama Pegawai", "NIP", "Nominal", "Ket"],
        [1, "Agus Contoh", X, 16800, "SUKSES"],
        [2, "Dwi Contoh", Y, 16800, "GAGAL - SALDO TIDAK CUKUP"],
    ]
    found = read(xlsx_file(tmp_path / "l", rows), "money")
    assert found.inspection["layout"] == "autodebit_result"
    assert found.all("outcome") == ["SUCCESS", "FAILED"]


def test_a_remark_beside_a_status_stays_a_remark(tmp_path: Path) -> None:
    rows = [["NIP", "Nominal", "Status", "Keterangan"], [X, 16800, "GAGAL", "Saldo tidak cukup"]]
    row = only(read(xlsx_file(tmp_path / "l", rows), "money"))
    assert (row.values["outcome"], row.values["note"]) == ("FAILED", "Saldo tidak cukup")


def test_short_words_for_the_insurers_status(tmp_path: Path) -> None:
    rows = [["NIK", "NAMA", "STS (Y/T)", "BLTH"], [A, "S C", "Y", "09-2025"], [B, "T C", "T", ""]]
    found = read(csv_file(tmp_path / "l", rows), "participants")
    assert found.all("insurer_status") == ["ACTIVE", "INACTIVE"]


STATEMENT = ["Posting Date", "Remark", "Reference No", "Debit", "Credit", "Balance"]


def test_a_statement_with_short_years_and_bare_sen(tmp_path: Path) -> None:
    line = ["01/09/25 10:33:21", "SETORAN IURAN", "123", ".00", "369,600.00", "369,600.00"]
    row = only(read(csv_file(tmp_path / "s", [STATEMENT, line], separator=","), "money"))
    assert row.status == "accepted"
    assert (row.values["entry_date"], row.values["amount_rp"]) == ("2025-09-01", 369_600)


@pytest.mark.parametrize("day", ["25/09/05", "01/09/68", "09/25/25", "32/09/25"])
def test_a_short_year_that_is_not_of_these_years_is_refused(day: str, tmp_path: Path) -> None:
    line = [day, "SETORAN IURAN", "123", "0", "369,600.00", "369,600.00"]
    assert only(read(csv_file(tmp_path / "s", [STATEMENT, line]), "money")).status == "refused"


def test_F18_a_persons_short_year_stays_refused(tmp_path: Path) -> None:
    rows = [["NIK", "Nama", "Tanggal Lahir"], [A, "Slamet Contoh", "14/03/85"]]
    assert only(read(csv_file(tmp_path / "l", rows))).codes == ["DATE-04"]


@pytest.mark.parametrize(("amount", "status"), [(",50", "refused"), (".500", "refused")])
def test_F17_sen_alone_are_no_rupiah(amount: str, status: str, tmp_path: Path) -> None:
    rows = [["NIK", "Nama", "Penghasilan"], [A, "Slamet Contoh", amount]]
    assert only(read(csv_file(tmp_path / "l", rows))).status == status


def test_a_reason_in_known_words_does_not_push_the_result_aside(tmp_path: Path) -> None:
    rows = [
        ["NIP", "Nominal", "Hasil", "Keterangan"],
        [X, 16800, "ditunda", None],
        [Y, 16800, "GAGAL", "saldo kurang"],
    ]
    found = read(xlsx_file(tmp_path / "l", rows), "money")
    assert found.all("outcome") == [None, "FAILED"]
    assert found.rows[3].values["note"] == "saldo kurang"


def test_a_row_wider_than_its_header_is_held(tmp_path: Path) -> None:
    content = (
        "NIK,Nama,Penghasilan,Desa\n"
        f"{A},Slamet Contoh,750000,00,Lanji\n"
        f'{B},"Siti, S.Pd","750.000,00",Lanji\n'
        f"{C},Tri Contoh,750000,Lanji,,,\n"
    )
    found = read(text_file(tmp_path / "l", content))
    assert found.statuses == {2: "held", 3: "accepted", 4: "accepted"}
    assert "CELL-11" in found.rows[2].codes


def test_a_failed_debit_is_no_payment_whatever_its_column_is_called(tmp_path: Path) -> None:
    rows = [
        ["TGL_PROSES", "NIP", "NOMINAL", "INFO_BANK"],
        ["20250901", X, "16800", "SUKSES"],
        ["20250901", Y, "16800", "SALDO TIDAK CUKUP"],
    ]
    found = read(csv_file(tmp_path / "d", rows, separator="|"), "money")
    assert found.inspection["layout"] == "autodebit_result"
    assert found.all("outcome") == ["SUCCESS", "FAILED"]


def test_codes_of_a_bank_that_nobody_knows_are_held(tmp_path: Path) -> None:
    rows = [["NIP", "NOMINAL", "RESP_CODE"], [X, "16800", "00"], [Y, "16800", "51"]]
    found = read(csv_file(tmp_path / "d", rows), "money")
    assert found.statuses == {2: "accepted", 3: "held"}


def test_an_email_is_no_address(tmp_path: Path) -> None:
    rows = [["Email Address", "NIK", "Nama"], ["a@b.invalid", A, "Slamet Contoh"]]
    assert only(read(csv_file(tmp_path / "l", rows))).values["address"] is None


def test_a_number_behind_its_name_is_read(tmp_path: Path) -> None:
    rows = [["NAMA", "NIP", "OPD"], ["Agus Contoh", f"NIP. {X[:8]} {X[8:]}", "Dinas A"]]
    assert only(read(csv_file(tmp_path / "l", rows), "sponsors")).values["nip"] == X


@pytest.mark.parametrize("between", ["\n", "\nNIP. ", " / ", " (NIP: "])
def test_name_and_nip_in_one_column_are_split(between: str, tmp_path: Path) -> None:
    rows = [
        ["NO", "NAMA / NIP", "JABATAN", "UNIT KERJA"],
        [1, f"AGUS CONTOH, S.Pd{between}{X[:8]} {X[8:14]} {X[14]} {X[15:]}", "Guru", "SDN 1"],
        [2, "DWI CONTOH", "Guru", "SDN 1"],
        ["", "Kepala Sekolah"],
    ]
    found = read(xlsx_file(tmp_path / "l", rows), "sponsors")
    assert found.statuses == {2: "accepted", 3: "refused"}
    assert (found.rows[2].values["name"], found.rows[2].values["nip"]) == ("AGUS CONTOH, S.Pd", X)
    assert found.rows[3].codes == ["NUM-01"]


def test_a_place_before_the_birth_date_is_split(tmp_path: Path) -> None:
    rows = [["NIK", "Nama", "Tanggal Lahir"], [A, "Slamet Contoh", "Kendal, 14 Maret 1985"],
            [B, "Siti Contoh", "Senin, 14 Maret 1985"]]  # fmt: skip
    found = read(csv_file(tmp_path / "l", rows))
    assert found.all("birth_place") == ["Kendal", None]
    assert found.all("birth_date") == ["1985-03-14", "1985-03-14"]


def test_the_month_a_person_left_is_not_the_last_paid_one(tmp_path: Path) -> None:
    header = ["KPJ", "NIK", "NAMA", "BLTH NA", "STATUS KEPESERTAAN", "IURAN TERAKHIR"]
    rows = [header, ["24309277368", A, "S C", "10-2025", "AKTIF", "08-2025"]]
    row = only(read(csv_file(tmp_path / "l", rows), "participants"))
    assert row.values["last_paid_month"] == "2025-08-01"


def test_a_dated_balance_is_no_entry(tmp_path: Path) -> None:
    rows = [
        ["Tanggal", "Uraian", "Debit", "Kredit", "Saldo"],
        ["01/09/2025", "SALDO AWAL", "", "", "100.000,00"],
        ["03/09/2025", "SETORAN", "", "16.800,00", "116.800,00"],
        ["04/09/2025", "Saldo akhir kas dipindahkan", "0,00", "5.000,00", "121.800,00"],
        ["30/09/2025", "SALDO AKHIR", "0,00", "0,00", "121.800,00"],
    ]
    found = read(csv_file(tmp_path / "s", rows), "money")
    assert found.all("amount_rp") == [16_800, 5_000]
