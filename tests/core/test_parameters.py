"""Dated values: incomplete, overlapping or broken law is refused before it is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payung.core import parameters
from payung.core.errors import Refused
from payung.core.parameters import BadLaw, read_values


def entry(start: date, end: date | None = None, **changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = {
        "valid_from": start,
        "value": 1,
        "reference": "PP 1/2000",
        "confidence": "high",
        "checked_by": "somebody",
        "next_review": date(2027, 1, 1),
    }
    body |= {"valid_to": end} if end else {}
    return {key: value for key, value in (body | changes).items() if value is not None}


@pytest.mark.parametrize(
    "key", ["valid_from", "value", "reference", "confidence", "checked_by", "next_review"]
)
def test_M08_value_without_its_papers_is_refused(key: str) -> None:
    with pytest.raises(BadLaw, match=key):
        read_values("x", [entry(date(2020, 1, 1), **{key: None})])


@pytest.mark.parametrize(
    "changes",
    [
        {"reference": ""},
        {"checked_by": ""},
        {"confidence": "sure"},
        {"valid_from": "soon"},
        {"next_review": "later"},
        {"rate": 3},
        {"valid_to": date(2019, 1, 1)},
    ],
)
def test_M08_value_with_odd_papers_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(BadLaw):
        read_values("x", [entry(date(2020, 1, 1), **changes)])


def test_M08_overlap_is_refused() -> None:
    with pytest.raises(BadLaw, match="overlap"):
        read_values("x", [entry(date(2020, 1, 1), date(2021, 1, 1)), entry(date(2021, 1, 1))])


def test_M08_gap_is_refused() -> None:
    with pytest.raises(BadLaw, match="gap"):
        read_values("x", [entry(date(2020, 1, 1), date(2020, 12, 30)), entry(date(2021, 1, 1))])


@pytest.mark.parametrize("second", [date(2020, 1, 1), date(2019, 1, 1)])
def test_M08_dates_out_of_order_are_refused(second: date) -> None:
    with pytest.raises(BadLaw, match="order"):
        read_values("x", [entry(date(2020, 1, 1)), entry(second)])


def test_M08_empty_file_is_refused() -> None:
    with pytest.raises(BadLaw):
        read_values("x", [])


def test_value_holds_until_the_next_begins() -> None:
    first, second = read_values("x", [entry(date(2020, 1, 1)), entry(date(2021, 1, 1))])
    assert first.valid_to == date(2020, 12, 31)
    assert first.holds_on(date(2020, 12, 31)) and not first.holds_on(date(2021, 1, 1))
    assert second.holds_on(date(2999, 1, 1))


def test_day_before_the_first_law_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        parameters.value_on("iuran", "jkm", date(2015, 6, 30))
    assert refused.value.code == "LAW-01"


def test_relief_ends_with_its_window() -> None:
    assert parameters.find("relief", "pp_50_2025_other", date(2026, 12, 31)) is not None
    assert parameters.find("relief", "pp_50_2025_other", date(2027, 1, 1)) is None


def test_programme_may_choose_only_what_is_listed() -> None:
    on = date(2026, 1, 1)
    assert parameters.setting_on("standing", "way_back", on, {}) == "CONTINUE"
    chosen = {"way_back": "REREGISTER"}
    assert parameters.setting_on("standing", "way_back", on, chosen) == "REREGISTER"
    with pytest.raises(Refused) as refused:
        parameters.setting_on("standing", "way_back", on, {"way_back": "MAYBE"})
    assert refused.value.code == "LAW-02"
