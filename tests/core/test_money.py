"""Money: one rule from cells to whole rupiah; never a float, never rounded."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.core.money import (
    EMPTY,
    NOT_WHOLE,
    UNREADABLE,
    UnreadableMoney,
    format_rupiah,
    parse_rupiah,
)

AMOUNTS = st.integers(min_value=-(10**14), max_value=10**14)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("16.80", NOT_WHOLE),
        ("16,5", NOT_WHOLE),
        ("16800.50", NOT_WHOLE),
        ("Rp 16.800,50", NOT_WHOLE),
        (16800.5, NOT_WHOLE),
        ("1.000.00", UNREADABLE),
        ("1.234,567", UNREADABLE),
        ("1.0000", UNREADABLE),
        ("16800 33600", UNREADABLE),
        ("--5", UNREADABLE),
        ("(-5)", UNREADABLE),
        ("lunas", UNREADABLE),
        ("Rp", UNREADABLE),
        ("1,68E+04", UNREADABLE),
        ("#REF!", UNREADABLE),
        (float("nan"), UNREADABLE),
        (float("inf"), UNREADABLE),
        (1e300, UNREADABLE),
        (2.0**53, UNREADABLE),
        (True, UNREADABLE),
        ("9" * 5000, UNREADABLE),
        ("1" + ".000" * 9, UNREADABLE),
        (10**400, UNREADABLE),
        (b"5", UNREADABLE),
        ("", EMPTY),
        ("  \u00a0", EMPTY),
        (None, EMPTY),
    ],
)
def test_F17_refused_with_its_reason(cell: Any, code: str) -> None:
    with pytest.raises(UnreadableMoney) as refused:
        parse_rupiah(cell)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("cell", "rupiah"),
    [
        ("Rp 16.800,00", 16800),
        ("Rp 750.000,-", 750000),
        ("750000,00", 750000),
        ("16.800", 16800),
        ("16,800", 16800),
        ("16800.0", 16800),
        ("Rp16.800", 16800),
        ("rp. 1.000.000", 1000000),
        ("IDR 1,000,000.00", 1000000),
        ("1 000 000", 1000000),
        ("\u00a016.800\u00a0", 16800),
        ("Rp 1.500.000 ,00", 1500000),
        ("\uff11\uff16\uff18\uff10\uff10", 16800),
        ("-16.800", -16800),
        ("(16.800,00)", -16800),
        ("- Rp 5.000", -5000),
        ("Rp -5.000", -5000),
        ("+5.000", 5000),
        ("0,00", 0),
        (16800, 16800),
        (16800.0, 16800),
    ],
)
def test_F17_read_as_whole_rupiah(cell: Any, rupiah: int) -> None:
    assert parse_rupiah(cell) == rupiah


def test_M15_amounts_print_the_indonesian_way() -> None:
    assert format_rupiah(16800) == "Rp16.800"
    assert format_rupiah(0) == "Rp0"
    assert format_rupiah(-1234567890123) == "-Rp1.234.567.890.123"


@given(AMOUNTS)
def test_M15_what_is_printed_reads_back(rupiah: int) -> None:
    assert parse_rupiah(format_rupiah(rupiah)) == rupiah


@given(AMOUNTS)
def test_both_styles_of_separators_mean_the_same(rupiah: int) -> None:
    english = f"{rupiah:,}.00"
    indonesian = english.translate(str.maketrans(",.", ".,"))
    assert parse_rupiah(english) == parse_rupiah(indonesian) == rupiah


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert isinstance(parse_rupiah(text), int)
    except UnreadableMoney as refused:
        assert refused.code in (EMPTY, UNREADABLE, NOT_WHOLE)


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=1, max_value=99))
def test_sen_are_refused_never_rounded(rupiah: int, sen: int) -> None:
    with pytest.raises(UnreadableMoney):
        parse_rupiah(f"{rupiah},{sen:02d}")
