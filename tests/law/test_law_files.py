"""Every file of the law is complete; every disputed point has its options."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from payung.core import parameters

TOPICS = sorted(
    folder.name
    for folder in resources.files("payung.law").iterdir()
    if folder.is_dir() and folder.name != "__pycache__"
)
FILES = [(topic, name) for topic in TOPICS for name in parameters.names(topic)]

TEXT = re.compile(r"\b(UU|PP|Permenaker|KepmenPANRB|SKB Tiga Menteri) [0-9]+/[0-9]{4}\b")
PLACE = re.compile(r"\b(Pasal|Lampiran|angka) [0-9IVX]+")


def test_all_topics_are_there() -> None:
    expected = ["benefits", "calendar", "eligibility", "iuran", "relief", "retirement", "standing"]
    assert expected == TOPICS


@pytest.mark.parametrize(("topic", "name"), FILES)
def test_M08_every_value_has_its_papers(topic: str, name: str) -> None:
    for value in parameters.history(topic, name):
        assert value.reference and value.checked_by
        assert value.confidence in parameters.CONFIDENCES
        assert value.next_review > value.valid_from


@pytest.mark.parametrize(("topic", "name"), FILES)
def test_M08_every_reference_is_a_text_or_says_that_none_was_found(topic: str, name: str) -> None:
    for value in parameters.history(topic, name):
        if value.reference.startswith("no text found"):
            assert value.confidence == "low"
        else:
            assert TEXT.search(value.reference)
            assert all(map(PLACE.search, value.reference.split("; "))) or value.reference_note


@pytest.mark.parametrize(("topic", "name"), FILES)
def test_default_of_a_disputed_point_is_one_of_its_options(topic: str, name: str) -> None:
    options = parameters.choices(topic, name)
    for value in parameters.history(topic, name):
        assert not options or value.value in options


def test_the_bracket_table_has_33_rising_rows() -> None:
    (table,) = parameters.history("iuran", "brackets")
    starts = [row["income_from"] for row in table.value]
    bases = [row["base_income"] for row in table.value]
    assert len(table.value) == 33
    assert starts == sorted(set(starts)) and starts[0] == 0
    assert bases == sorted(set(bases)) and (bases[0], bases[-1]) == (1000000, 20700000)


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_holidays_lie_in_their_year(year: int) -> None:
    (holidays,) = parameters.history("calendar", f"holidays_{year}")
    assert {day.year for day in holidays.value} == {year}
    assert len(holidays.value) >= 20
