"""The demo's story has the published totals, whatever the seed."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from payung.core.errors import Refused
from payung.core.identity import nik, nip
from payung.core.period import Month
from payung.demo import history, plan
from payung.demo.people import Inventor

PUBLISHED = {"2025-06": 728, "2025-07": 724, "2025-08": 974, "2025-09": 1256}
SEPTEMBER = Month(2025, 9)


def told(seed: int, until: Month = SEPTEMBER):
    story = plan.read("kendal")
    return story, history.tell(story, until, random.Random(seed))


def sponsored(tale, month):
    return [s for s in tale.sponsorings if s.start <= month and (s.end is None or s.end > month)]


def test_an_unknown_pack_is_refused_by_name():
    with pytest.raises(Refused) as refusal:
        plan.read("atlantis")
    assert "kendal" in refusal.value.mend


def test_a_month_with_more_workers_than_seats_is_a_broken_plan():
    story = plan.read("kab-semarang")
    story.workers[story.first_month] = 37
    with pytest.raises(ValueError, match="37 workers to place, 36 seats"):
        history.tell(story, story.first_month, random.Random(1))


@pytest.mark.parametrize("seed", range(8))
def test_every_published_month_has_its_total(seed):
    story, tale = told(seed)
    for month, workers in PUBLISHED.items():
        assert len(sponsored(tale, Month.parse(month))) == workers
    august = Counter(story.units[s.servant.unit].kind for s in sponsored(tale, Month(2025, 8)))
    assert (august["OPD"], august["KECAMATAN"]) == (573, 138)
    assert august["SCHOOL"] + august["CLINIC"] == 263


@pytest.mark.parametrize("seed", range(8))
def test_nobody_is_sponsored_twice_and_eight_have_died(seed):
    _, tale = told(seed)
    for month in (Month(2024, 2), Month(2025, 8), SEPTEMBER):
        held = sponsored(tale, month)
        assert len({s.worker for s in held}) == len({s.servant for s in held}) == len(held)
    assert sum(ending.reason == "DIED" for ending in tale.left.values()) == 8


def test_head_counts_are_the_published_ones():
    units = plan.read("kendal").units
    assert sum(unit.asn_count for unit in units) == 10_345
    assert sum(unit.asn_count for unit in units if unit.kind == "OPD") == 1_834
    assert Counter(unit.kind for unit in units)["OPD"] == 38


def test_the_same_seed_tells_the_same_story():
    assert told(3)[1] == told(3)[1]
    assert told(3)[1] != told(4)[1]


def test_R18_numbers_are_well_formed_and_belong_to_nobody():
    inventor = Inventor(random.Random(1), SEPTEMBER)
    niks = [inventor.worker("33.24.14").number for _ in range(3000)]
    nips = [inventor.servant(None)[0].number for _ in range(3000)]
    assert len(set(niks)) == len(set(nips)) == 3000
    assert all(nik.is_valid(number) and int(number[-4:]) > 9000 for number in niks)
    assert all(nip.is_valid(number) and int(number[-3:]) > 900 for number in nips)
