"""NIK: refused, held, warned about, accepted. All numbers are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.core.finding import status_of
from payung.core.identity import nik

PLAIN = "3324140608989001"


def judged(cell: Any, **known: Any) -> tuple[str | None, str, list[str]]:
    value, findings = nik.examine(cell, **known)
    return value, status_of(findings), [finding.code for finding in findings]


@pytest.mark.parametrize("cell", [3324140608989000, 3324140608989000.0, "3324140608989000.0"])
def test_F01_number_cell_ending_in_0_is_held_and_not_completed(cell: Any) -> None:
    assert judged(cell) == ("3324140608989000", "held", ["NIK-01"])
    assert "digit ke-16 mungkin hilang" in nik.examine(cell)[1][0].message()


@pytest.mark.parametrize("cell", ["3,324E+15", "3.324E+15", "3.32414E15", " 3,3e+15 ", "'3,3E+15"])
def test_F02_scientific_text_is_refused_with_advice(cell: str) -> None:
    assert judged(cell) == (None, "refused", ["NUM-03"])
    assert "Format kolom sebagai Teks" in nik.examine(cell)[1][0].mend()


@pytest.mark.parametrize("cell", [3324140608989001, 3324140608989001.0])
def test_F03_number_cell_with_another_last_digit_is_flagged(cell: Any) -> None:
    assert judged(cell) == (PLAIN, "accepted", ["NUM-04"])


@pytest.mark.parametrize("cell", [9471010101900001.0, 9471010101900001, 9603010101900007.0])
def test_F04_number_beyond_exact_doubles_is_held(cell: Any) -> None:
    _, status, codes = judged(cell)
    assert status == "held"
    assert codes[0] in ("NUM-05", "NIK-01")


@pytest.mark.parametrize("cell", ["'" + PLAIN, "\u2019" + PLAIN, "`" + PLAIN])
def test_F05_one_apostrophe_is_stripped(cell: str) -> None:
    assert judged(cell) == (PLAIN, "accepted", [])
    assert judged("''" + PLAIN)[1] == "refused"


@pytest.mark.parametrize(
    "cell",
    [
        "3324 1406 0898 9001",
        "33.24.14.060898.9001",
        "3324-1406-0898-9001",
        "\u00a03324140608989001\u00a0",
        "3324\u200b140608989001\ufeff",
        "332414\u2013060898\u20119001",
        "3324_1406_0898_9001",
        "\t3324140608989001",
    ],
)
def test_F06_decoration_is_cleaned(cell: str) -> None:
    assert judged(cell) == (PLAIN, "accepted", [])


def test_F07_digits_become_ascii_by_one_rule() -> None:
    full_width = PLAIN.translate({ord("0") + i: 0xFF10 + i for i in range(10)})
    arabic = PLAIN.translate({ord("0") + i: 0x0660 + i for i in range(10)})
    assert judged(full_width)[:2] == (PLAIN, "accepted")
    assert judged(PLAIN[:-1] + "\u00b9")[:2] == (PLAIN, "accepted")
    assert judged(arabic) == (None, "refused", ["NUM-02"])


def test_F08_trailing_newline_is_cleaned() -> None:
    assert judged(PLAIN + "\n") == (PLAIN, "accepted", [])
    assert judged(PLAIN + "\n1")[1] == "refused"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (PLAIN[:-1], "NUM-06"),
        (PLAIN + "1", "NUM-06"),
        ("0", "NUM-06"),
        (0, "NUM-06"),
        ("0" * 16, "NUM-07"),
        ("1" * 16, "NUM-07"),
        ("332414060898900A", "NUM-02"),
        ("332414O608989001", "NUM-02"),
        ("belum ada", "NUM-02"),
        ("", "NUM-01"),
        ("-", "NUM-01"),
        (None, "NUM-01"),
        (-3324140608989001, "NUM-02"),
        (3324140608989.5, "NUM-02"),
        (float("nan"), "NUM-02"),
        (float("inf"), "NUM-02"),
        (True, "NUM-02"),
        (10**400, "NUM-02"),
        ("9" * 5000, "NUM-06"),
        ("9" * 5000 + ".0", "NUM-06"),
    ],
)
def test_F09_wrong_length_or_characters_is_refused(cell: Any, code: str) -> None:
    assert judged(cell) == (None, "refused", [code])


@pytest.mark.parametrize(
    "birth", ["320898", "000898", "400898", "720898", "990898", "061398", "060098", "310498",
              "290299", "710498", "690299"],
)  # fmt: skip
def test_F10_impossible_date_is_held(birth: str) -> None:
    assert judged(f"332414{birth}9001")[1:] == ("held", ["NIK-02"])
    assert not nik.is_valid(f"332414{birth}9001")


@pytest.mark.parametrize("birth", ["010100", "311299", "290200", "290296", "410100", "711299"])
def test_F10_possible_dates_pass_for_men_and_women(birth: str) -> None:
    assert judged(f"332414{birth}9001")[1:] == ("accepted", [])


def test_F10_differing_birth_date_or_sex_only_warns() -> None:
    known = {"birth_date": date(1998, 8, 7), "sex": "P"}
    assert judged(PLAIN, **known) == (PLAIN, "accepted", ["NIK-05", "NIK-06"])
    assert judged(PLAIN, birth_date=date(1998, 8, 6), sex="L")[2] == []


@pytest.mark.parametrize(
    ("district", "codes"),
    [
        ("337403", ["NIK-04"]),  # another regency
        ("332214", ["NIK-04"]),  # retired, Ungaran
        ("640601", ["NIK-04"]),  # retired, now North Kalimantan
        ("650101", ["NIK-04"]),
        ("540101", ["NIK-04"]),
        ("920203", ["NIK-04"]),
        ("930101", ["NIK-04"]),
        ("940101", ["NIK-04"]),
        ("950101", ["NIK-04"]),
        ("960101", ["NIK-04"]),
        ("332499", ["NIK-03"]),
        ("000101", ["NIK-03"]),
        ("970101", ["NIK-03"]),
    ],
)
def test_F11_other_regions_are_accepted(district: str, codes: list[str]) -> None:
    value, status, found = judged(f"{district}0608989001", regency_code="33.24")
    assert (status, found) == ("accepted", codes)
    assert value is not None


def test_serial_0000_only_warns() -> None:
    assert judged("3324140608980000")[1:] == ("accepted", ["NIK-07"])


def test_column_is_named_in_every_finding() -> None:
    assert nik.examine("x", column="No. KTP")[1][0].column == "No. KTP"


def test_the_century_is_never_guessed() -> None:
    both = nik.birth_dates("3324140502050001", not_after=date(2026, 11, 23))
    assert both == [date(1905, 2, 5), date(2005, 2, 5)]
    assert nik.birth_dates(PLAIN, not_after=date(2026, 11, 23)) == [date(1998, 8, 6)]
    assert nik.birth_dates("3324142902009001", not_after=date(2026, 1, 1)) == [date(2000, 2, 29)]
    assert nik.birth_dates("3324143208989001", not_after=date(2026, 1, 1)) == []


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from("LP"), st.integers(1, 9999))
def test_every_real_birth_makes_a_valid_nik(born: date, sex: str, serial: int) -> None:
    day = born.day + (40 if sex == "P" else 0)
    number = f"332414{day:02d}{born:%m%y}{serial:04d}"
    if len(set(number)) == 1:
        return
    assert judged(number, birth_date=born, sex=sex, regency_code="33.24") == (
        number,
        "accepted",
        [],
    )
    assert nik.sex_of(number) == sex
    assert born in nik.birth_dates(number, not_after=date(2100, 1, 1))


@given(st.one_of(st.text(max_size=24), st.floats(), st.integers(), st.none(), st.booleans()))
def test_any_cell_is_judged_without_an_error(cell: Any) -> None:
    value, findings = nik.examine(cell)
    assert (value is None) == (status_of(findings) == "refused")
    assert value is None or (len(value) == 16 and value.isascii() and value.isdigit())
