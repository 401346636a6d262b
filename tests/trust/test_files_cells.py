"""F01-F24, F33: what single cells hold, from real files read as the child reads them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from payung.core.errors import Refused
from tests.intake.files import (
    NIK,
    NIP,
    WOMAN,
    csv_file,
    raw_list,
    raw_parts,
    raw_row,
    xlsx_file,
    zip_file,
)
from tests.intake.readings import Row, only, read


def worker(tmp_path: Path, nik: Any = NIK, **cells: Any) -> Row:
    """Return a list's only worker, from a workbook that keeps the types of its cells."""
    header, row = ["NIK", "Nama"], [nik, cells.pop("Nama", "Slamet Contoh")]
    header += cells.keys()
    row += cells.values()
    return only(read(xlsx_file(tmp_path / "list", [header, row])))


def as_text(tmp_path: Path, nik: str, **cells: str) -> Row:
    """Return a list's only worker, from text."""
    rows = [["NIK", "Nama", *cells], [nik, "Slamet Contoh", *cells.values()]]
    return only(read(csv_file(tmp_path / "list", rows)))


def test_F01_a_nik_that_excel_may_have_rounded_is_held(tmp_path: Path) -> None:
    row = worker(tmp_path, 3324010101900000)
    assert (row.status, row.codes) == ("held", ["NIK-01", "NIK-07"])
    assert worker(tmp_path, 3324141403850010).status == "held"


@pytest.mark.parametrize("text", ["3,324E+15", "3.324E+15", "3.32414140385e+15", " '3,32E+15 "])
def test_F02_scientific_notation_is_refused_with_advice(tmp_path: Path, text: str) -> None:
    row = as_text(tmp_path, text)
    assert (row.status, row.codes) == ("refused", ["NUM-03"])


def test_F03_a_number_that_lost_nothing_is_accepted_as_text_with_a_flag(tmp_path: Path) -> None:
    row = worker(tmp_path, 3324141403850001)
    assert (row.status, row.values["nik"], row.codes) == ("accepted", NIK, ["NUM-04"])


def test_F04_a_number_beyond_exactness_is_held(tmp_path: Path) -> None:
    row = worker(tmp_path, 9471010101900001.0)
    assert row.status == "held"
    assert {"NUM-05", "NIK-01"} & set(row.codes)


@pytest.mark.parametrize(
    "text",
    [
        f"'{NIK}",
        "\u2019" + NIK,
        "33.24.14.140385.0001",
        "3324 1414 0385 0001",
        "3324-1414-0385-0001",
        "3324\u00a01414\u00a003850001",
        f"\u200b{NIK}\u200b",
        "".join(chr(0xFF10 + int(sign)) for sign in NIK),
        NIK[:-1] + "\u00b9",  # NFKC, then ASCII only
        f"{NIK}\n",
        f" {NIK} ",
    ],
)
def test_F05_F06_F07_F08_decoration_is_cleaned(tmp_path: Path, text: str) -> None:
    row = as_text(tmp_path, text)
    assert (row.status, row.values["nik"]) == ("accepted", NIK)


@pytest.mark.parametrize(
    "text",
    ["332414140385000", "33241414038500011", "0", "1" * 16,
     "٣٣٢٤١٤١٤٠٣٨٥٠٠٠١", "332414140385000l", "-", "tidak ada"],
)  # fmt: skip
def test_F07_F09_what_is_no_nik_is_refused(tmp_path: Path, text: str) -> None:
    row = as_text(tmp_path, text, Pekerjaan="nelayan", Desa="Sukolilan")
    assert row.status == "refused"


def test_F10_an_impossible_date_is_held_a_differing_one_only_a_warning(tmp_path: Path) -> None:
    held = as_text(tmp_path, "3324143203850001")
    assert (held.status, held.codes) == ("held", ["NIK-02"])
    other = as_text(tmp_path, NIK, **{"Tanggal Lahir": "15/03/1985"})
    assert (other.status, other.codes) == ("accepted", ["NIK-05"])


def test_F11_a_nik_from_elsewhere_is_accepted(tmp_path: Path) -> None:
    row = as_text(tmp_path, "3171011403850001")
    assert (row.status, row.codes) == ("accepted", ["NIK-04"])


def test_F14_a_nip_as_number_is_held(tmp_path: Path) -> None:
    rows = [["NIP", "Nama", "OPD"], [198005172005011001, "Budi Contoh", "Diskominfo"]]
    assert only(read(xlsx_file(tmp_path / "list", rows), "sponsors")).status == "held"


def test_F14_a_worker_whose_sponsor_has_a_doubtful_nip_waits_for_a_pair(tmp_path: Path) -> None:
    for doubtful in (198005172005011001, "19800517", "1,98E+17"):
        row = worker(tmp_path, **{"NIP Penanggung": doubtful})
        assert (row.status, row.codes, row.values["sponsor_nip"]) == ("accepted", ["CELL-06"], None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Rp 16.800,00", 16_800), ("Rp 750.000,-", 750_000), ("750000,00", 750_000),
     ("16.800", 16_800), ("16,800", 16_800), ("16800.0", 16_800), ("IDR 1,500,000.00", 1_500_000),
     ("-", None), ("", None), ("Rp. 1.000.000", 1_000_000), ("1 500 000", 1_500_000)],
)  # fmt: skip
def test_F17_money_styles(tmp_path: Path, text: str, expected: int | None) -> None:
    row = as_text(tmp_path, NIK, Penghasilan=text)
    assert (row.status, row.values["income_rp"]) == ("accepted", expected)


@pytest.mark.parametrize("text", ["16.80", "16,8", "16.800,50", "1.50.000", "sejuta", "1e6"])
def test_F17_what_is_not_whole_rupiah_is_refused(tmp_path: Path, text: str) -> None:
    assert as_text(tmp_path, NIK, Penghasilan=text).status == "refused"


@pytest.mark.parametrize(
    "cell",
    [date(1985, 3, 14), datetime(1985, 3, 14, 0, 0), 31120, "14/3/1985", "14-03-1985",
     "14.03.1985", "1985-03-14", "14 Maret 1985", "14 Mar 1985", "14-Mar-1985",
     "Kamis, 14 Maret 1985", "1985-03-14 00:00:00", "14/03/1985 00:00",
     "19850314", "March 14, 1985"],
)  # fmt: skip
def test_F18_dates_as_people_write_them(tmp_path: Path, cell: Any) -> None:
    row = worker(tmp_path, **{"Tanggal Lahir": cell})
    assert (row.status, row.values["birth_date"], row.codes) == ("accepted", "1985-03-14", [])


@pytest.mark.parametrize(
    ("text", "code"),
    [("08/13/1985", "DATE-03"), ("14/3/85", "DATE-04"), ("31/02/1985", "DATE-02"),
     ("besok", "DATE-01")],
)  # fmt: skip
def test_F18_dates_that_would_have_to_be_guessed_are_refused(
    tmp_path: Path, text: str, code: str
) -> None:
    row = as_text(tmp_path, NIK, **{"Tanggal Lahir": text})
    assert (row.status, row.codes) == ("refused", [code])


@pytest.mark.parametrize("blank", ["", "-", "  "])
def test_F18_a_blank_date_stays_blank(tmp_path: Path, blank: str) -> None:
    row = as_text(tmp_path, NIK, **{"Tanggal Lahir": blank})
    assert (row.status, row.values["birth_date"]) == ("accepted", None)


def test_F18_the_1904_system(tmp_path: Path) -> None:
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in (["NIK", "Nama", "Tanggal Lahir"], [NIK, "Slamet Contoh", date(1985, 3, 14)],
                [WOMAN, "Siti Contoh", 31999]):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "list")
    assert read(tmp_path / "list").all("birth_date") == ["1985-03-14", "1991-08-11"]


@pytest.mark.parametrize("text", ["Kendal, 14-03-1985", "Kendal 14 Maret 1985", "Kendal/14-3-1985"])
def test_F18_place_and_date_in_one_column_are_split(tmp_path: Path, text: str) -> None:
    row = as_text(tmp_path, NIK, **{"Tempat, Tanggal Lahir": text})
    assert (row.values["birth_place"], row.values["birth_date"]) == ("Kendal", "1985-03-14")


def formula_list(tmp_path: Path, cell: str) -> Row:
    row = raw_row(2, NIK, "Slamet Contoh").replace("</row>", f"{cell}</row>")
    parts = raw_parts(raw_row(1, "NIK", "Nama", "Penghasilan") + row)
    return only(read(zip_file(tmp_path / "list", parts)))


def test_F23_a_formula_with_its_result_is_used_and_flagged(tmp_path: Path) -> None:
    row = formula_list(tmp_path, '<c r="C2"><f>500*2000</f><v>1000000</v></c>')
    assert (row.status, row.codes, row.values["income_rp"]) == ("accepted", ["CELL-01"], 1_000_000)


@pytest.mark.parametrize("result", ["", "<v></v>", "<v>#REF!</v>"])
def test_F23_a_formula_without_result_refuses_the_row(tmp_path: Path, result: str) -> None:
    kind = ' t="e"' if "#" in result else ""
    row = formula_list(tmp_path, f'<c r="C2"{kind}><f>A1*2</f>{result}</c>')
    assert (row.status, row.values["income_rp"]) == ("refused", None)
    assert "CELL-02" in row.codes


@pytest.mark.parametrize(
    "name", ["=1+1", "+62 Slamet", "-Slamet", "@Slamet",
             "=HYPERLINK(\"http://x.test\")", "=cmd|'/C calc'!A0"],
)  # fmt: skip
def test_F24_formula_text_in_names_stays_text(tmp_path: Path, name: str) -> None:
    rows = [["NIK", "Nama"], [NIK, name]]
    row = only(read(csv_file(tmp_path / "list", rows)))
    assert (row.status, row.values["name"]) == ("accepted", name)
    assert "NAME-04" in row.codes


@pytest.mark.parametrize("broken", ["Slamet\x00Contoh", "Slamet\x07", "Slamet\x1b[31m"])
def test_F33_control_characters_refuse_the_row(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "list"
    path.write_bytes(f"NIK;Nama;Alamat\n{NIK};{broken};a\n{WOMAN};Siti;\x00b\n".encode())
    assert set(read(path).statuses.values()) == {"refused"}


def test_F33_the_neighbours_of_a_broken_row_get_through(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(f"NIK;Nama\n{NIK};Slamet\x00\n{WOMAN};Siti\n".encode())
    assert read(path).statuses == {2: "refused", 3: "accepted"}


def test_F34_an_endless_cell_refuses_the_file(tmp_path: Path) -> None:
    endless = "x" * 200_000
    texts = {"xl/sharedStrings.xml": f"<sst><si><t>{endless}</t></si></sst>"}
    paths = [
        csv_file(tmp_path / "csv", [["NIK", "Nama"], [NIK, endless]]),
        csv_file(tmp_path / "late", [["NIK", "Nama"], *[[NIK, "Slamet"]] * 80, [NIK, endless]]),
        zip_file(tmp_path / "xlsx", raw_parts(raw_list(), **texts)),
    ]
    for path in paths:
        with pytest.raises(Refused) as refusal:
            read(path)
        assert refusal.value.code == "FILE-21", path.name


def test_an_unknown_purse_is_held_never_guessed(tmp_path: Path) -> None:
    row = as_text(tmp_path, NIK, **{"Sumber Dana": "arisan"})
    assert (row.status, row.codes, row.values["purse"]) == ("held", ["CELL-04"], None)
    assert as_text(tmp_path, NIK, **{"Sumber Dana": "apbd"}).values["purse"] == "APBD"


def test_style_alone_refuses_nobody(tmp_path: Path) -> None:
    odd = {"L/P": "laki - laki", "No HP": "tidak punya", "Sektor": "entah", "Desa": "Anu"}
    row = as_text(tmp_path, NIK, **odd)
    assert row.status == "accepted"
    assert {"TEL-01", "CELL-03", "PLACE-02"} == set(row.codes)


def test_the_sponsor_named_is_kept(tmp_path: Path) -> None:
    assert as_text(tmp_path, NIK, **{"NIP Penanggung": NIP}).values["sponsor_nip"] == NIP
