"""Standing: the month-by-month table, the disputed points, and what always holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.core.errors import Refused
from payung.core.period import Month
from payung.core.rules.standing import (
    DeathCover,
    Outlook,
    Standing,
    State,
    arrears_months,
    follow,
    next_state,
    parse_history,
    rules_on,
)

START = Month(2025, 3)
FLAGS = st.lists(st.booleans(), min_size=1, max_size=36)
SETTINGS = st.fixed_dictionaries(
    {
        "way_back": st.sampled_from(["CONTINUE", "REREGISTER"]),
        "clock_restarts_after_lapse": st.booleans(),
        "cover_in_unpaid_months": st.sampled_from(["KEPT", "NONE"]),
    }
)


def months(flags: list[bool], start: Month = START) -> dict[Month, bool]:
    return {start + offset: flag for offset, flag in enumerate(flags)}


def after(pattern: str, start: Month = START, **settings: object) -> Outlook:
    flags = [flag == "1" for flag in pattern]
    return follow(months(flags, start), on=start + (len(pattern) - 1), settings=settings)


@pytest.mark.parametrize(
    "text",
    ["", "2025-01", "2025-01:", "2025-01:2", "2025-1:1", "2025-01:1,2025-01:0", "2025-01:1,"],
)
def test_unreadable_history_is_an_error(text: str) -> None:
    with pytest.raises(ValueError):
        parse_history(text)


def test_unknown_choice_is_refused() -> None:
    with pytest.raises(Refused):
        rules_on(START, {"way_back": "SOMEHOW"})


@pytest.mark.parametrize(
    ("pattern", "standing", "cover", "unpaid", "lapse", "benefit"),
    [
        ("0", "REGISTERED", "NONE", 1, None, 0),
        ("000", "REGISTERED", "NONE", 3, None, 0),
        ("1", "ACTIVE", "FUNERAL_ONLY", 0, "2025-06", 10_000_000),
        ("11", "ACTIVE", "FUNERAL_ONLY", 0, "2025-07", 10_000_000),
        ("111", "ACTIVE", "FULL", 0, "2025-08", 42_000_000),
        ("1110", "GRACE_1", "FULL", 1, "2025-08", 42_000_000),
        ("11100", "GRACE_2", "FULL", 2, "2025-08", 42_000_000),
        ("111000", "LAPSED", "NONE", 3, "2025-08", 0),
        ("1110000", "LAPSED", "NONE", 4, "2025-08", 0),
        ("11101", "ACTIVE", "FULL", 0, "2025-10", 42_000_000),
        ("1101", "ACTIVE", "FUNERAL_ONLY", 0, "2025-09", 10_000_000),
        ("110111", "ACTIVE", "FULL", 0, "2025-11", 42_000_000),
        ("10", "GRACE_1", "FUNERAL_ONLY", 1, "2025-06", 10_000_000),
        ("1000", "LAPSED", "NONE", 3, "2025-06", 0),
        ("0111", "ACTIVE", "FULL", 0, "2025-09", 42_000_000),
    ],
)
def test_M09_state_table(
    pattern: str, standing: str, cover: str, unpaid: int, lapse: str | None, benefit: int
) -> None:
    found = after(pattern)
    assert (found.state.standing, found.state.death_cover) == (standing, cover)
    assert found.state.unpaid_run_months == unpaid
    assert found.lapse_month == (Month.parse(lapse) if lapse else None)
    assert found.death_benefit_rp == benefit


def test_M09_way_back_is_a_setting() -> None:
    assert after("1110001").state.standing is Standing.ACTIVE
    assert after("1110001", way_back="REREGISTER").state.standing is Standing.LAPSED


def test_M10_wait_after_a_restart_is_a_setting() -> None:
    assert after("1110001").death_benefit_rp == 10_000_000
    assert after("111000111").death_benefit_rp == 42_000_000
    assert after("1110001", clock_restarts_after_lapse=False).death_benefit_rp == 42_000_000


def test_M09_cover_in_unpaid_months_is_a_setting() -> None:
    assert after("1110").state.death_cover is DeathCover.FULL
    assert after("1110", cover_in_unpaid_months="NONE").state.death_cover is DeathCover.NONE


def test_M10_before_the_waiting_rule_the_first_paid_month_pays_in_full() -> None:
    start = Month(2024, 11)
    assert after("1", start).death_benefit_rp == 42_000_000
    assert after("11", start).death_benefit_rp == 42_000_000
    assert after("111", start).death_benefit_rp == 42_000_000
    assert after("1011", start).death_benefit_rp == 10_000_000  # 2025-02, two in a row


def test_unlisted_months_count_as_unpaid() -> None:
    paid = parse_history("2025-03:1,2025-04:1,2025-05:1")
    assert follow(paid, on=Month(2025, 8)).state.standing is Standing.LAPSED
    assert follow(paid, on=Month(2025, 4)).state.paid_run_months == 2
    assert follow(paid, on=Month(2025, 1)).state == State()


def test_M11_ended_membership_has_no_cover() -> None:
    paid = months([True] * 6)
    found = follow(paid, on=Month(2025, 8), ended=Month(2025, 7))
    assert found == Outlook(State(Standing.ENDED), None, 0)
    assert next_state(found.state, True, rules_on(START)) == found.state


def test_arrears_are_forgiven_or_due_by_setting() -> None:
    lapsed, grace = after("1110000").state, after("11100").state
    assert arrears_months(lapsed, on=START) == 0
    assert arrears_months(lapsed, on=START, settings={"arrears_on_return": "DUE"}) == 3
    assert arrears_months(grace, on=START) == 2


@given(FLAGS, SETTINGS)
def test_three_unpaid_months_in_a_row_leave_nobody_covered(
    flags: list[bool], settings: dict[str, object]
) -> None:
    found = follow(months([*flags, False, False, False]), on=START + len(flags) + 2,
                   settings=settings)  # fmt: skip
    assert found.state.standing in (Standing.LAPSED, Standing.REGISTERED)
    assert (found.state.death_cover, found.death_benefit_rp) == (DeathCover.NONE, 0)


@given(FLAGS)
def test_three_paid_months_in_a_row_always_cover_in_full(flags: list[bool]) -> None:
    found = follow(months([*flags, True, True, True]), on=START + len(flags) + 2)
    assert found.state.standing is Standing.ACTIVE
    assert found.death_benefit_rp == 42_000_000


@given(FLAGS, SETTINGS)
def test_step_by_step_equals_the_whole_way(flags: list[bool], settings: dict[str, object]) -> None:
    state = State()
    for offset, flag in enumerate(flags):
        state = next_state(state, flag, rules_on(START + offset, settings))
    found = follow(months(flags), on=START + (len(flags) - 1), settings=settings)
    assert found.state == state


@given(FLAGS, SETTINGS)
def test_the_coming_lapse_comes_true(flags: list[bool], settings: dict[str, object]) -> None:
    found = follow(months(flags), on=START + (len(flags) - 1), settings=settings)
    if found.state.standing in (Standing.REGISTERED, Standing.LAPSED):
        return
    assert found.lapse_month is not None
    before = follow(months(flags), on=found.lapse_month - 1, settings=settings)
    lapsed = follow(months(flags), on=found.lapse_month, settings=settings)
    assert before.state.standing is not Standing.LAPSED
    assert lapsed.state.standing is Standing.LAPSED
    assert lapsed.lapse_month == found.lapse_month


@given(FLAGS, SETTINGS)
def test_cover_never_outlives_the_standing(flags: list[bool], settings: dict[str, object]) -> None:
    state = follow(months(flags), on=START + (len(flags) - 1), settings=settings).state
    is_member = state.standing in (Standing.ACTIVE, Standing.GRACE_1, Standing.GRACE_2)
    assert is_member or state.death_cover is DeathCover.NONE
    assert (state.unpaid_run_months == 0) <= (state.standing is Standing.ACTIVE)
