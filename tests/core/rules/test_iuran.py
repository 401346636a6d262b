"""Iuran: every bracket, every relief window, every purse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.core.errors import Refused
from payung.core.period import Month
from payung.core.rules.iuran import Purse, Sector, brackets, monthly_iuran, tariff_rows

MONTHS = st.builds(Month, st.integers(2016, 2045), st.integers(1, 12))
INCOMES = st.integers(min_value=0, max_value=50_000_000)
SECTORS, PURSES = st.sampled_from(Sector), st.sampled_from(Purse)


def lowest(month: str, sector: str, paid_by: str) -> int:
    return monthly_iuran(Month.parse(month), income_rp=0, sector=sector, paid_by=paid_by).total_rp


def test_negative_income_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        monthly_iuran(Month(2025, 6), income_rp=-1, sector="other", paid_by="SPONSOR")
    assert refused.value.code == "LAW-03"


def test_month_before_the_law_is_refused() -> None:
    with pytest.raises(Refused):
        monthly_iuran(Month(2015, 6), income_rp=0, sector="other", paid_by="SPONSOR")


@pytest.mark.parametrize(("sector", "paid_by"), [("farming", "SPONSOR"), ("other", "sponsor")])
def test_unknown_sector_or_purse_is_an_error(sector: str, paid_by: str) -> None:
    with pytest.raises(ValueError):
        monthly_iuran(Month(2025, 6), income_rp=0, sector=sector, paid_by=paid_by)


@pytest.mark.parametrize(
    ("month", "other", "transport", "public"),
    [
        ("2025-06", 16800, 16800, 16800),
        ("2025-12", 16800, 16800, 16800),
        ("2026-01", 16800, 8400, 16800),
        ("2026-03", 16800, 8400, 16800),
        ("2026-04", 8400, 8400, 16800),
        ("2026-11", 8400, 8400, 16800),
        ("2026-12", 8400, 8400, 16800),
        ("2027-01", 16800, 8400, 16800),
        ("2027-03", 16800, 8400, 16800),
        ("2027-04", 16800, 16800, 16800),
    ],
)
def test_M06_relief_by_month_sector_and_purse(
    month: str, other: int, transport: int, public: int
) -> None:
    for purse in ("SPONSOR", "CSR"):
        assert lowest(month, "other", purse) == other
        assert lowest(month, "transport", purse) == transport
    for purse in ("APBD", "DBHCHT"):
        assert lowest(month, "other", purse) == lowest(month, "transport", purse) == public


def test_relief_halves_jkk_and_jkm_but_not_jht() -> None:
    price = monthly_iuran(
        Month(2026, 11), income_rp=3_000_000, sector="other", paid_by="SPONSOR", jht=True
    )
    assert (price.jkk_rp, price.jkm_rp, price.jht_rp) == (14750, 3400, 59000)
    assert price.total_rp == 77150
    assert "keringanan: PP 50/2025" in price.references


@pytest.mark.parametrize(
    ("income", "base"),
    [
        (0, 1_000_000),
        (1_099_500, 1_000_000),  # in no printed range
        (1_099_999, 1_000_000),
        (1_100_000, 1_200_000),
        (2_699_999, 2_600_000),
        (2_700_000, 2_950_000),
        (20_199_999, 19_700_000),
        (20_200_000, 20_700_000),
        (10**9, 20_700_000),
    ],
)
def test_only_lower_bounds_decide_the_bracket(income: int, base: int) -> None:
    price = monthly_iuran(Month(2025, 6), income_rp=income, sector="other", paid_by="SPONSOR")
    assert price.base_income_rp == base


@given(MONTHS, INCOMES, SECTORS, PURSES)
def test_tariff_rows_price_exactly_as_the_single_worker(
    month: Month, income: int, sector: Sector, purse: Purse
) -> None:
    price = monthly_iuran(month, income_rp=income, sector=sector, paid_by=purse)
    fitting = [
        row
        for row in tariff_rows(month)
        if (row.sector, row.purse) == (sector, purse)
        and row.income_from_rp <= income
        and (row.income_below_rp is None or income < row.income_below_rp)
    ]
    assert [(r.jkk_rp, r.jkm_rp, r.total_rp, r.references) for r in fitting] == [
        (price.jkk_rp, price.jkm_rp, price.total_rp, price.references)
    ]


@given(MONTHS, INCOMES, INCOMES, SECTORS, PURSES)
def test_more_income_never_costs_less(
    month: Month, one: int, other: int, sector: Sector, purse: Purse
) -> None:
    low, high = sorted((one, other))
    prices = [
        monthly_iuran(month, income_rp=income, sector=sector, paid_by=purse).total_rp
        for income in (low, high)
    ]
    assert prices == sorted(prices)


@given(MONTHS, INCOMES, SECTORS)
def test_public_money_never_pays_less_than_a_sponsor(
    month: Month, income: int, sector: Sector
) -> None:
    public = monthly_iuran(month, income_rp=income, sector=sector, paid_by="APBD")
    private = monthly_iuran(month, income_rp=income, sector=sector, paid_by="SPONSOR")
    assert private.total_rp in (public.total_rp, public.total_rp // 2)
    assert public.total_rp == public.jkk_rp + public.jkm_rp


@given(MONTHS)
def test_brackets_leave_no_gap(month: Month) -> None:
    rows = brackets(month)
    assert [row.income_below_rp for row in rows[:-1]] == [row.income_from_rp for row in rows[1:]]
    assert (rows[0].income_from_rp, rows[-1].income_below_rp) == (0, None)
