"""Region codes: the whole country by code, names within a regency."""

from __future__ import annotations

import pytest

from payung.core.identity import region_code


@pytest.mark.parametrize("code", ["33.2", "3324", "99", "33.99", "33.24.21", "33.24.14.9999", ""])
def test_other_codes_are_not_valid(code: str) -> None:
    assert not region_code.is_valid(code)


def test_the_whole_country_is_known() -> None:
    assert len(region_code.children("")) == 38


@pytest.mark.parametrize(
    ("regency", "kecamatan", "villages", "kelurahan"),
    [("33.24", 20, 286, 20), ("33.22", 19, 235, 27)],
)
def test_both_regencies_are_complete(
    regency: str, kecamatan: int, villages: int, kelurahan: int
) -> None:
    districts = region_code.children(regency)
    found = [village for district in districts for village in region_code.children(district.code)]
    assert (len(districts), len(found)) == (kecamatan, villages)
    assert sum(village.kind == "kelurahan" for village in found) == kelurahan


@pytest.mark.parametrize(
    ("text", "dotted"),
    [("332414", "33.24.14"), ("33.24", "33.24"), ("3324142004", "33.24.14.2004"), ("33", "33")],
)
def test_codes_are_brought_to_dots(text: str, dotted: str) -> None:
    assert region_code.compact(text) == dotted


def test_kinds_follow_code_and_name() -> None:
    kinds = {code: region_code.kind_of(code) for code in ("33", "33.24", "33.74", "33.24.14")}
    assert list(kinds.values()) == ["provinsi", "kabupaten", "kota", "kecamatan"]
    assert region_code.kind_of("33.24.14.2004") == "desa"
    assert region_code.kind_of("33.24.15.1001") == "kelurahan"


@pytest.mark.parametrize(
    "name", ["Patebon", "Kec. Patebon", "KEC.PATEBON", "kecamatan  patebon", " Pate bon "]
)
def test_one_kecamatan_written_many_ways(name: str) -> None:
    assert region_code.find_kecamatan(name, "33.24") == "33.24.14"


def test_one_name_in_two_regencies_is_two_places() -> None:
    assert region_code.find_kecamatan("Kaliwungu", "33.24") == "33.24.08"
    assert region_code.find_kecamatan("Kaliwungu", "33.22") == "33.22.17"
    assert region_code.find_kecamatan("Patebon", "33.22") is None


def test_unknown_places_only_warn() -> None:
    place = region_code.locate("Antah", "Berantah", "33.24", "Desa", "Kecamatan")
    assert (place.kecamatan_code, place.village_code) == (None, None)
    assert [(f.code, f.column) for f in place.findings] == [
        ("PLACE-01", "Kecamatan"),
        ("PLACE-02", "Desa"),
    ]


def test_village_name_in_two_kecamatan_needs_the_kecamatan() -> None:
    lone = region_code.locate("Peron", None, "33.24")
    assert (lone.village_code, [f.code for f in lone.findings]) == (None, ["PLACE-03"])
    assert region_code.locate("Ds. Peron", "Kec. Limbangan", "33.24").village_code is not None


def test_unique_village_tells_its_kecamatan() -> None:
    assert region_code.locate("Ds. Lanji", None, "33.24").kecamatan_code == "33.24.14"


def test_blank_places_are_no_finding() -> None:
    assert region_code.locate("-", None, "33.24") == region_code.Place(None, None, ())


def test_retired_codes_are_not_in_force() -> None:
    for code in region_code.retired():
        dotted = ".".join(code[i : i + 2] for i in range(0, len(code), 2))
        assert region_code.name_of(dotted) is None
