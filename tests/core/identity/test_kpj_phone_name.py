"""KPJ, phone numbers and names: doubtful ones warn, broken names are refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.core.finding import status_of
from payung.core.identity import kpj, name, phone


def codes(found: tuple[str | None, list[Any]]) -> tuple[str | None, list[str]]:
    return found[0], [finding.code for finding in found[1]]


@pytest.mark.parametrize(
    ("cell", "value", "found"),
    [
        ("2,49693E+10", None, ["KPJ-02"]),
        ("2496932311", "2496932311", ["KPJ-01"]),
        ("AB123456789", "AB123456789", ["KPJ-01"]),
        ("00000000000", "00000000000", ["KPJ-01"]),
        ("", None, []),
        (None, None, []),
        ("24 969 323 113", "24969323113", []),
        (24969323113.0, "24969323113", []),
        (24969323113, "24969323113", []),
    ],
)
def test_kpj_is_never_refused(cell: Any, value: str | None, found: list[str]) -> None:
    assert codes(kpj.examine(cell)) == (value, found)
    assert status_of(kpj.examine(cell)[1]) == "accepted"


@pytest.mark.parametrize("text", ["2496932311", "249693231133", "", "2496932311A"])
def test_kpj_of_another_shape_is_not_valid(text: str) -> None:
    assert not kpj.is_valid(text)


@pytest.mark.parametrize(
    "cell",
    ["123", "0812/0813", "tidak ada", "0812-34", "08123456789012345", "1234567890", "+65 6123"],
)
def test_doubtful_phone_warns_and_is_not_kept(cell: str) -> None:
    assert codes(phone.examine(cell)) == (None, ["TEL-01"])


@pytest.mark.parametrize(
    "cell",
    ["081234567890", "0812-3456-7890", "+62 812 3456 7890", "62812 3456 7890", "+62(0)81234567890",
     "(0812) 34567890", 81234567890, 81234567890.0, "81234567890", "'081234567890"],
)  # fmt: skip
def test_one_phone_number_written_many_ways(cell: Any) -> None:
    assert codes(phone.examine(cell)) == ("+6281234567890", [])


def test_blank_phone_is_no_finding() -> None:
    assert phone.examine(" - ") == (None, [])


@pytest.mark.parametrize("cell", ["Sri\x00 Wahyuni", "Sri\x1bWahyuni", "Andr\ufffd", "Sri\x85\x86"])
def test_F33_control_characters_and_broken_letters_are_refused(cell: str) -> None:
    assert codes(name.examine(cell)) == (None, ["NAME-02"])


def test_F34_overlong_name_is_refused() -> None:
    assert codes(name.examine("a" * 201)) == (None, ["NAME-05"])
    assert codes(name.examine("a b" * 100)) == (None, ["NAME-05"])


@pytest.mark.parametrize(
    "cell", ["=Sutrisno", "+Budi", "-Ani", "@Rina", '=HYPERLINK("x","y")', "=cmd|' /C calc'!A"]
)
def test_F24_formula_text_stays_text(cell: str) -> None:
    assert name.examine(cell)[0] == cell
    assert status_of(name.examine(cell)[1]) == "accepted"


@pytest.mark.parametrize(
    ("cell", "tidy"),
    [
        ("Sutrisno", "Sutrisno"),
        ("  Siti   Aminah ", "Siti Aminah"),
        ("Siti\r\nAminah", "Siti Aminah"),
        ("\tSiti Aminah", "Siti Aminah"),
        ("Ma'ruf", "Ma'ruf"),
        ("M. Nur\u00a0Hadi, S.Pd.", "M. Nur Hadi, S.Pd."),
        ("Andre\u0301", "Andr\u00e9"),
        ("Siti\u200bAminah", "SitiAminah"),
    ],
)
def test_names_are_kept_and_tidied(cell: str, tidy: str) -> None:
    assert name.examine(cell) == (tidy, [])


def test_blank_name_is_refused_and_digits_warn() -> None:
    assert codes(name.examine(" ")) == (None, ["NAME-01"])
    assert codes(name.examine(3.0)) == ("3", ["NAME-03"])


@given(st.text(max_size=250))
def test_any_text_is_a_name_or_refused(text: str) -> None:
    value, findings = name.examine(text)
    assert (value is None) == (status_of(findings) == "refused")
    assert value is None or name.examine(value)[0] == value
