"""Percentages of the programme and the naming of differences."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.core.finding import catalogue
from payung.core.period import Month
from payung.core.rules.coverage import Figure, definitions, percent
from payung.core.rules.matching import Difference, InsurerRow, classify, confirms

MONTH = Month(2025, 9)


def test_nothing_over_nothing_is_no_percentage() -> None:
    assert percent(0, 0) is None
    assert percent(5, 0) is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (974, 10345, "9.42"),
        (728, 10292, "7.07"),
        (724, 10345, "7.00"),
        (573, 1834, "31.24"),
        (1, 800, "0.13"),  # 0.125 rounds half up
        (0, 10, "0.00"),
        (38, 38, "100.00"),
        (10**15, 3 * 10**15, "33.33"),
    ],
)
def test_M13_M14_two_decimals_half_up(numerator: int, denominator: int, shown: str) -> None:
    assert percent(numerator, denominator) == shown


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_percent_is_within_half_a_hundredth(numerator: int, denominator: int) -> None:
    shown = percent(numerator, denominator)
    assert shown is not None
    hundredths = int(shown.replace(".", ""))
    assert abs(hundredths * denominator - numerator * 10_000) * 2 <= denominator


def test_reach_and_coverage_are_two_definitions() -> None:
    reach, coverage = definitions()["reach"], definitions()["coverage"]
    assert reach.denominator_id != coverage.denominator_id
    assert reach.version >= 1 and coverage.version >= 1
    figure = Figure(reach, 974, 10345, date(2025, 8, 15), "Disperinaker")
    assert figure.percent == "9.42"


ACTIVE = InsurerRow(is_active=True, last_paid_month=MONTH)


@pytest.mark.parametrize(
    ("billed", "paid", "insurer", "kind"),
    [
        (16800, 0, ACTIVE, "UNPAID"),
        (16800, 0, None, "UNPAID"),
        (16800, 16799, ACTIVE, "SHORT_PAID"),
        (16800, 16800, None, "PAID_NOT_ON_LIST"),
        (16800, 16800, InsurerRow(is_active=False, last_paid_month=MONTH), "PAID_NOT_ACTIVE"),
        (16800, 16800, InsurerRow(is_active=True, last_paid_month=MONTH - 1), "PAID_NOT_POSTED"),
        (16800, 16800, InsurerRow(is_active=True, last_paid_month=None), "PAID_NOT_POSTED"),
        (16800, 16800, ACTIVE, None),
        (16800, 16800, InsurerRow(is_active=True, last_paid_month=MONTH + 2), None),
        (16800, 33600, ACTIVE, None),
    ],
)
def test_each_disagreement_has_one_name(
    billed: int, paid: int, insurer: InsurerRow | None, kind: str | None
) -> None:
    found = classify(month=MONTH, billed_rp=billed, paid_rp=paid, insurer=insurer)
    assert found == kind


def test_absence_from_the_list_confirms_nothing() -> None:
    assert not confirms(None, MONTH)
    assert confirms(ACTIVE, MONTH)


def test_every_difference_has_its_reason_and_next_step() -> None:
    for kind in Difference:
        assert catalogue()[kind].mend_id
