"""Months and date ranges: arithmetic on year and month only."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.core.period import DateRange, Month, month_range

MONTHS = st.builds(Month, st.integers(1900, 2200), st.integers(1, 12))
STEPS = st.integers(-1200, 1200)


@pytest.mark.parametrize(
    "text", ["2025-13", "2025-00", "2025-9", "25-09", "2025/09", "2025-09-01", "", "\uff12025-09"]
)
def test_other_shapes_are_no_months(text: str) -> None:
    with pytest.raises(ValueError):
        Month.parse(text)


def test_month_keeps_its_values() -> None:
    with pytest.raises(AttributeError):
        Month(2025, 9).year = 2026  # type: ignore[misc]


@pytest.mark.parametrize(
    ("start", "steps", "end"),
    [
        ("2025-12", 1, "2026-01"),
        ("2026-01", -1, "2025-12"),
        ("2024-02", 12, "2025-02"),
        ("2037-12", 2, "2038-02"),
        ("2045-06", 7, "2046-01"),
    ],
)
def test_M03_M18_steps_cross_years(start: str, steps: int, end: str) -> None:
    assert Month.parse(start) + steps == Month.parse(end)


def test_M03_days_of_a_month() -> None:
    assert Month.parse("2024-02").last_day == date(2024, 2, 29)
    assert Month.parse("2025-02").last_day == date(2025, 2, 28)
    assert Month.of(date(2025, 1, 31)) + 1 == Month(2025, 2)


def test_labels_in_two_languages() -> None:
    assert Month(2025, 8).label() == "Agustus 2025"
    assert Month(2025, 8).label("en") == "August 2025"


@given(MONTHS, STEPS)
def test_M03_a_step_forth_and_back_is_no_step(month: Month, steps: int) -> None:
    assert (month + steps) - month == steps
    assert (month + steps) - steps == month


@given(MONTHS, MONTHS)
def test_order_is_the_order_of_days(one: Month, other: Month) -> None:
    assert (one < other) == (one.first_day < other.first_day)


@given(MONTHS)
def test_text_and_first_day_read_back(month: Month) -> None:
    assert Month.parse(str(month)) == month == Month.of(month.first_day) == Month.of(month.last_day)


def test_month_range_holds_both_ends() -> None:
    months = list(month_range(Month(2025, 11), Month(2026, 2)))
    assert [str(m) for m in months] == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert list(month_range(Month(2026, 2), Month(2026, 1))) == []


def test_range_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError):
        DateRange(date(2025, 2, 1), date(2025, 1, 1))


def test_range_is_half_open() -> None:
    span = DateRange(date(2025, 1, 1), date(2025, 2, 1))
    assert date(2025, 1, 1) in span
    assert date(2025, 2, 1) not in span
    assert date(2999, 1, 1) in DateRange(date(2025, 1, 1))


def test_ranges_that_touch_do_not_overlap() -> None:
    first = DateRange(None, date(2025, 2, 1))
    assert not first.overlaps(DateRange(date(2025, 2, 1)))
    assert first.overlaps(DateRange(date(2025, 1, 31)))
    assert not first.overlaps(DateRange(date(2025, 1, 1), date(2025, 1, 1)))
    assert DateRange().overlaps(DateRange())
