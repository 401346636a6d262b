"""How units are written in lists and bank lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.registry.agency_names import find, find_in_text, key_of, most_like

KENDAL = "Kabupaten Kendal"
KEYS = {
    "DINASKOMUNIKASIINFORMATIKA": 1,
    "DISKOMINFO": 1,
    "KECAMATANPATEBON": 2,
    "KECAMATANKENDAL": 3,
    "DINASKESEHATAN": 4,
    "KECAMATANKALIWUNGU": 5,
    "KECAMATANKALIWUNGUSELATAN": 6,
}


@pytest.mark.parametrize("text", ["", "   ", "-", "...", "Kabupaten Kendal", "PT Maju Jaya"])
def test_what_names_no_unit_finds_none(text: str) -> None:
    assert find(text, KEYS, KENDAL) is None
    assert find_in_text(text, KEYS, KENDAL) is None


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("KEC. PATEBON", 2),
        ("Kec Patebon Kab. Kendal", 2),
        ("kecamatan  patebon kabupaten kendal", 2),
        ("Pemerintah Kabupaten Kendal, Kecamatan Kendal", 3),
        ("Kecamatan Kendal", 3),
        ("DIN. KOMUNIKASI & INFORMATIKA", 1),
        ("Dinas Komunikasi dan Informatika Pemkab Kendal", 1),
        ("Dinas Kesehatan Kendal", 4),
        ("Ｄｉｓｋｏｍｉｎｆｏ", 1),
    ],
)
def test_the_usual_ways_of_writing_a_unit_are_read(written: str, unit: int) -> None:
    assert find(written, KEYS, KENDAL) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("SETORAN IURAN ASN PEDULI DISKOMINFO SEPTEMBER 2025", 1),
        ("TRF/KEC.KALIWUNGU SELATAN/0925", 6),
        ("TRF KEC KALIWUNGU SEPT", 5),
        ("IURAN DISKOMINFOX", None),
        ("DISKOMINFO DAN KECAMATAN PATEBON", 2),
        ("KECAMATAN KENDAL / DINAS KESEHATAN", 3),
    ],
)
def test_the_longest_name_in_a_bank_line_decides(text: str, unit: int | None) -> None:
    assert find_in_text(text, KEYS, KENDAL) == unit


def test_two_names_of_one_length_in_a_bank_line_decide_nothing() -> None:
    assert find_in_text("AAA BBB", {"AAA": 1, "BBB": 2}) is None


def test_a_misspelt_unit_is_proposed_and_a_stranger_is_not() -> None:
    assert most_like("Dinas Kesehetan", KEYS, KENDAL) == 4
    assert most_like("PT Maju Jaya", KEYS, KENDAL) is None
    assert most_like("", {}, KENDAL) is None


@given(st.text(max_size=60))
def test_any_text_gives_a_key_of_capitals_and_digits(text: str) -> None:
    key = key_of(text, KENDAL)
    assert key == "" or (key.isascii() and key.isalnum() and key == key.upper())
