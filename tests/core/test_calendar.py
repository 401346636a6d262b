"""Dates and months as offices write them; ages and due dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.core.calendar import (
    IMPOSSIBLE,
    MONTH_FIRST,
    TWO_DIGIT_YEAR,
    UNREADABLE,
    UNREADABLE_MONTH,
    UnreadableDate,
    age_on,
    day_in_zone,
    due_date,
    holidays_are_known,
    is_working_day,
    parse_date,
    parse_month,
)
from payung.core.period import MONTH_NAMES, Month

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("08/13/1990", MONTH_FIRST),
        ("12-31-2025", MONTH_FIRST),
        ("15-08-90", TWO_DIGIT_YEAR),
        ("1/8/25", TWO_DIGIT_YEAR),
        ("15 Agu 90", TWO_DIGIT_YEAR),
        ("29/02/1990", IMPOSSIBLE),
        ("31/04/2025", IMPOSSIBLE),
        ("1990-02-30", IMPOSSIBLE),
        ("00/00/0000", IMPOSSIBLE),
        ("15/08/0990", IMPOSSIBLE),
        ("Kendal", UNREADABLE),
        ("15 Augustus 1990 x", UNREADABLE),
        ("15 Foo 1990", UNREADABLE),
        ("1990", UNREADABLE),
        (1990, UNREADABLE),
        (-5, UNREADABLE),
        (0.5, UNREADABLE),
        (True, UNREADABLE),
        (b"1990-08-15", UNREADABLE),
        (float("nan"), UNREADABLE),
        (float("inf"), UNREADABLE),
        (10**400, UNREADABLE),
    ],
)
def test_F18_refused_with_its_reason(cell: Any, code: str) -> None:
    with pytest.raises(UnreadableDate) as refused:
        parse_date(cell)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "cell",
    [
        "1990-08-15", "1990/08/15", "15/8/1990", "15-08-1990", "15.08.1990", "15 08 1990",
        "15 Agustus 1990", "15 agu 1990", "15-Aug-1990", "15 Ags. 1990", "15Agustus1990",
        "Rabu, 15 Agustus 1990", "Wednesday, 15 August 1990", "August 15, 1990",
        "1990-08-15 00:00:00", "1990-08-15T00:00:00Z", "15/08/1990 10.30 WIB",
        " 15 / 08 / 1990 ", "'15/08/1990", "19900815", "15081990", "19900815.0",
        33100, 33100.0, "33100", "33100.0", date(1990, 8, 15), datetime(1990, 8, 15, 23, 59),
    ],
)  # fmt: skip
def test_F18_one_day_written_many_ways(cell: Any) -> None:
    assert parse_date(cell) == date(1990, 8, 15)


def test_F18_day_comes_before_month() -> None:
    assert parse_date("1/8/2025") == date(2025, 8, 1)


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "\u2014", "\u00a0"])
def test_F18_blank_stays_blank(cell: Any) -> None:
    assert parse_date(cell) is None
    assert parse_month(cell) is None


def test_F18_the_1904_system_counts_from_another_day() -> None:
    assert parse_date(33100 - 1462, epoch_1904=True) == parse_date(33100)
    assert parse_date("15/08/1990", epoch_1904=True) == date(1990, 8, 15)


@given(DAYS)
def test_F18_named_and_numbered_dates_read_back(day: date) -> None:
    name = MONTH_NAMES["id"][day.month - 1]
    assert parse_date(f"{day.day} {name} {day.year}") == day
    assert parse_date(f"{day:%d/%m/%Y}") == parse_date(day.isoformat()) == day


@given(st.text(max_size=25))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    for parse in (parse_date, parse_month):
        try:
            parse(text)
        except UnreadableDate as refused:
            assert refused.code.startswith(("DATE-", "MONTH-"))


@pytest.mark.parametrize(
    "cell", ["Sep-25", "13-2025", "2025-00", "09", "bulan ini", "2025-09-31", float("nan"), 10**400]
)
def test_unreadable_months_are_refused(cell: Any) -> None:
    with pytest.raises(UnreadableDate) as refused:
        parse_month(cell)
    assert refused.value.code == UNREADABLE_MONTH


@pytest.mark.parametrize(
    "cell",
    [
        "2025-09", "09-2025", "9/2025", "2025/9", "09.2025", "September 2025", "SEPT 2025",
        "Sep-2025", "202509", "092025", 202509, 202509.0, date(2025, 9, 3), "30/09/2025", 45901,
    ],
)  # fmt: skip
def test_one_month_written_many_ways(cell: Any) -> None:
    assert parse_month(cell) == Month(2025, 9)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("1960-08-15", "2025-08-14", 64),
        ("1960-08-15", "2025-08-15", 65),
        ("1960-02-29", "2025-02-28", 64),
        ("1960-02-29", "2025-03-01", 65),
        ("1960-02-29", "2024-02-29", 64),
    ],
)
def test_F37_age_counts_full_years(born: str, on: str, age: int) -> None:
    assert age_on(date.fromisoformat(born), date.fromisoformat(on)) == age


@pytest.mark.parametrize(
    ("month", "due"),
    [
        ("2025-09", "2025-09-15"),
        ("2025-11", "2025-11-17"),  # the 15th is a Saturday
        ("2025-06", "2025-06-16"),  # a Sunday
        ("2026-05", "2026-05-18"),  # joint leave day on Friday 15 May
        ("2027-03", "2027-03-16"),  # joint leave day on Monday 15 March
        ("2045-01", "2045-01-16"),  # no holiday file: weekends only
    ],
)
def test_due_date_moves_to_the_next_working_day(month: str, due: str) -> None:
    assert due_date(Month.parse(month)) == date.fromisoformat(due)


def test_a_year_without_its_holidays_is_not_taken_for_known() -> None:
    assert holidays_are_known(2026) and not holidays_are_known(2045)
    assert due_date(Month(2045, 1)) == date(2045, 1, 16)  # the 15th is a Sunday


def test_a_moment_without_a_zone_has_no_day() -> None:
    with pytest.raises(ValueError):
        day_in_zone(datetime(2025, 9, 1), "Asia/Jakarta")


def test_M01_half_past_midnight_on_the_first_is_the_new_month() -> None:
    moment = datetime(2025, 8, 31, 17, 30, tzinfo=UTC)
    assert day_in_zone(moment, "Asia/Jakarta") == date(2025, 9, 1)


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Jayapura"])
def test_M02_the_zone_of_the_server_changes_no_day(zone: str) -> None:
    moment = datetime(2025, 8, 31, 17, 30, tzinfo=UTC).astimezone(ZoneInfo(zone))
    assert day_in_zone(moment, "Asia/Jakarta") == date(2025, 9, 1)


def test_M05_the_last_instant_of_a_month_is_not_the_first_of_the_next() -> None:
    last = datetime(2025, 9, 30, 16, 59, 59, 999_000, tzinfo=UTC)
    assert day_in_zone(last, "Asia/Jakarta") == date(2025, 9, 30)
    assert day_in_zone(last + timedelta(milliseconds=1), "Asia/Jakarta") == date(2025, 10, 1)


def test_holidays_and_weekends_are_no_working_days() -> None:
    assert not is_working_day(date(2025, 8, 17))
    assert not is_working_day(date(2025, 8, 18))  # joint leave
    assert is_working_day(date(2025, 8, 19))
