"""Benefits: waiting months, events at work, scholarships."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.core.errors import Refused
from payung.core.rules.benefits import benefit

ON = date(2025, 9, 10)
BASE = 1_000_000


@pytest.mark.parametrize(
    ("event", "paid", "consecutive", "base", "code"),
    [
        ("death", 2, 3, BASE, "LAW-04"),
        ("death", 2, -1, BASE, "LAW-04"),
        ("work_death", 1, 1, None, "LAW-07"),
        ("total_disability", 1, 1, 0, "LAW-07"),
    ],
)
def test_contradictions_are_refused(
    event: str, paid: int, consecutive: int, base: int | None, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        benefit(
            event, on=ON, months_paid=paid, months_paid_consecutive=consecutive, base_income_rp=base
        )
    assert refused.value.code == code


def test_day_before_the_known_law_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        benefit("death", on=date(2019, 12, 1), months_paid=3, months_paid_consecutive=3)
    assert refused.value.code == "LAW-01"


@pytest.mark.parametrize("child", [("S3", 20), ("SD", -1), ("", 7)])
def test_unknown_schooling_is_refused(child: tuple[str, int]) -> None:
    with pytest.raises(Refused) as refused:
        benefit("death", on=ON, months_paid=40, months_paid_consecutive=3, children=[child])
    assert refused.value.code == "LAW-05"


@pytest.mark.parametrize("event", ["death", "work_death", "total_disability"])
def test_who_never_paid_is_not_covered(event: str) -> None:
    found = benefit(event, on=ON, months_paid=0, months_paid_consecutive=0, base_income_rp=BASE)
    assert (found.total_rp, found.components, found.scholarship.max_rp) == (0, (), 0)


@pytest.mark.parametrize(
    ("on", "consecutive", "total"),
    [
        ("2025-02-23", 1, 42_000_000),
        ("2025-02-23", 2, 42_000_000),
        ("2025-02-24", 1, 10_000_000),
        ("2025-02-24", 2, 10_000_000),
        ("2025-02-24", 3, 42_000_000),
        ("2026-11-23", 2, 10_000_000),
        ("2026-11-23", 3, 42_000_000),
    ],
)
def test_M10_death_by_day_and_months_in_a_row(on: str, consecutive: int, total: int) -> None:
    found = benefit(
        "death", on=date.fromisoformat(on), months_paid=5, months_paid_consecutive=consecutive
    )
    assert found.total_rp == total
    assert all(component.reference for component in found.components)


@pytest.mark.parametrize(
    ("event", "base", "total"),
    [
        ("work_death", 1_000_000, 70_000_000),
        ("work_death", 100_000, 42_000_000),  # the least compensation of 20 million
        ("work_death", 20_700_000, 1_015_600_000),
        ("total_disability", 1_000_000, 68_000_000),
    ],
)
def test_events_at_work_need_no_waiting(event: str, base: int, total: int) -> None:
    found = benefit(event, on=ON, months_paid=1, months_paid_consecutive=1, base_income_rp=base)
    assert found.total_rp == total


def test_scholarship_of_a_death_needs_three_years() -> None:
    short = benefit("death", on=ON, months_paid=35, months_paid_consecutive=35)
    long = benefit("death", on=ON, months_paid=36, months_paid_consecutive=3)
    at_work = benefit(
        "work_death", on=ON, months_paid=1, months_paid_consecutive=1, base_income_rp=BASE
    )
    assert (short.scholarship.max_rp, long.scholarship.max_rp) == (0, 174_000_000)
    assert at_work.scholarship.max_rp == 174_000_000


@pytest.mark.parametrize(
    ("children", "max_rp"),
    [
        ([("TK", 4)], 87_000_000),
        ([("SD", 6)], 84_000_000),
        ([("sd", 7)], 72_000_000),  # the last year lies beyond the end age
        ([("SMA", 15)], 69_000_000),
        ([("PT", 22)], 12_000_000),
        ([("PT", 23)], 0),
        ([("PT", 22), ("TK", 4), ("SMA", 15)], 156_000_000),  # the two dearest
    ],
)
def test_scholarship_by_level_and_age(children: list[tuple[str, int]], max_rp: int) -> None:
    found = benefit("death", on=ON, months_paid=36, months_paid_consecutive=3, children=children)
    assert found.scholarship.max_rp == max_rp


@given(st.integers(0, 400), st.integers(0, 400))
def test_more_months_never_pay_less(one: int, other: int) -> None:
    low, high = sorted((one, other))
    totals = [
        benefit("death", on=ON, months_paid=high, months_paid_consecutive=run).total_rp
        for run in (low, high)
    ]
    assert totals == sorted(totals)
