"""NIP and NI PPPK: refused, held, warned about, accepted. All numbers are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.core.finding import status_of
from payung.core.identity import nip

PNS, PPPK = "197801012005011002", "199001012022211003"


def judged(cell: Any, **known: Any) -> tuple[str | None, str, list[str]]:
    value, findings = nip.examine(cell, **known)
    return value, status_of(findings), [finding.code for finding in findings]


@pytest.mark.parametrize("cell", [1.994092620180318e17, 199409262018031836, 199409262018031830])
def test_F14_number_cell_is_held(cell: Any) -> None:
    _, status, codes = judged(cell)
    assert (status, codes[0]) == ("held", "NUM-05")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1,99409E+17", "NUM-03"),
        (PNS[:-1], "NUM-06"),
        (PNS + "1", "NUM-06"),
        ("140123456", "NUM-06"),
        ("7" * 18, "NUM-07"),
        ("NIP. " + PNS, "NUM-02"),
        ("-", "NUM-01"),
        (None, "NUM-01"),
        (19780101, "NUM-06"),
    ],
)
def test_F14_wrong_length_or_characters_is_refused(cell: Any, code: str) -> None:
    assert judged(cell) == (None, "refused", [code])


@pytest.mark.parametrize("birth", ["19781301", "19780230", "00000101", "29990101"])
def test_impossible_birth_date_is_held(birth: str) -> None:
    assert "NIP-01" in judged(birth + PNS[8:])[2]
    assert not nip.is_valid(birth + PNS[8:])


@pytest.mark.parametrize("cell", ["19780101 200501 1 002", "19780101.200501.1.002", "'" + PNS])
def test_decoration_is_cleaned(cell: str) -> None:
    assert judged(cell) == (PNS, "accepted", [])


@pytest.mark.parametrize(
    ("number", "known", "codes"),
    [
        (PNS, {"kind": "PPPK"}, ["NIP-03"]),
        (PPPK, {"kind": "PNS"}, ["NIP-03"]),
        (PNS, {"kind": "PNS"}, []),
        (PPPK, {"kind": "PPPK"}, []),
        (PPPK, {"kind": "PPPK_PARUH_WAKTU"}, []),
        (PNS, {"kind": "NON_ASN"}, []),
        ("197801012005001002", {}, ["NIP-03"]),
        (PNS, {"birth_date": date(1978, 1, 2)}, ["NIP-02"]),
        (PNS, {"birth_date": date(1978, 1, 1), "sex": "L"}, []),
        (PNS, {"sex": "P"}, ["NIP-06"]),
        ("197801012005013002", {"sex": "P"}, ["NIP-04"]),
        ("197801011975011002", {}, ["NIP-05"]),
    ],
)
def test_what_differs_only_warns(number: str, known: dict[str, Any], codes: list[str]) -> None:
    assert judged(number, **known) == (number, "accepted", codes)


@given(st.one_of(st.text(max_size=24), st.floats(), st.integers(), st.none()))
def test_any_cell_is_judged_without_an_error(cell: Any) -> None:
    value, findings = nip.examine(cell)
    assert (value is None) == (status_of(findings) == "refused")
