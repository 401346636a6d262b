"""The spread never overfills a sponsor, serves nobody twice, and is near."""

import random

from hypothesis import given
from hypothesis import strategies as st

from payung.pairing.nearness import ANYWHERE, closeness, measure
from payung.pairing.spread import Offering, Waiting, spread

TILES = [
    {"code": f"33.24.{number:02d}", "row": 1 + number // 4, "column": 1 + number % 4}
    for number in range(1, 9)
]
DISTANCE = measure(TILES)
PLACES = st.sampled_from([tile["code"] for tile in TILES] + ["33.24.01.2001", "33.24.02.2002"])
WAITING = st.lists(st.tuples(PLACES, st.integers(-5, 5)), max_size=30)
OFFERING = st.lists(st.tuples(st.one_of(PLACES, st.just("")), st.integers(1, 3)), max_size=30)


def made(
    waiting: list[tuple[str, int]], offering: list[tuple[str, int]]
) -> tuple[list[Waiting], list[Offering]]:
    return (
        [Waiting(number, place, priority) for number, (place, priority) in enumerate(waiting)],
        [Offering(1000 + number, place, room) for number, (place, room) in enumerate(offering)],
    )


def test_nobody_waits_or_nobody_offers() -> None:
    assert spread([], [Offering(1, "", 1)], DISTANCE) == []
    assert spread([Waiting(1, "33.24.01", 0)], [], DISTANCE) == []


def test_where_room_is_short_the_most_needy_are_served() -> None:
    waiting = [Waiting(1, "33.24.01", 0), Waiting(2, "33.24.08", 9), Waiting(3, "33.24.01", 5)]
    served = spread(waiting, [Offering(7, "33.24.01", 2)], DISTANCE)
    assert {pair.worker_id for pair in served} == {2, 3}


def test_a_unit_without_place_is_used_after_near_ones() -> None:
    offering = [Offering(7, "", 1), Offering(8, "33.24.02", 1)]
    (pair,) = spread([Waiting(1, "33.24.01", 0)], offering, DISTANCE)
    assert pair.sponsor_id == 8


@given(WAITING, OFFERING)
def test_room_and_uniqueness_always_hold(
    waiting: list[tuple[str, int]], offering: list[tuple[str, int]]
) -> None:
    workers, sponsors = made(waiting, offering)
    pairs = spread(workers, sponsors, DISTANCE)
    rooms = {sponsor.sponsor_id: sponsor.room for sponsor in sponsors}
    given_out = [pair.sponsor_id for pair in pairs]
    assert len({pair.worker_id for pair in pairs}) == len(pairs)
    assert len(pairs) == min(len(workers), sum(rooms.values()))
    assert all(given_out.count(sponsor) <= room for sponsor, room in rooms.items())


@given(WAITING, OFFERING, st.randoms(use_true_random=False))
def test_the_order_of_the_lists_changes_nothing(
    waiting: list[tuple[str, int]], offering: list[tuple[str, int]], shuffler: random.Random
) -> None:
    workers, sponsors = made(waiting, offering)
    before = spread(workers, sponsors, DISTANCE)
    shuffler.shuffle(workers)
    shuffler.shuffle(sponsors)
    assert spread(workers, sponsors, DISTANCE) == before


@given(WAITING, OFFERING, st.randoms(use_true_random=False))
def test_no_random_deal_is_nearer(
    waiting: list[tuple[str, int]], offering: list[tuple[str, int]], dealer: random.Random
) -> None:
    workers, sponsors = made(waiting, offering)
    pairs = spread(workers, sponsors, DISTANCE)
    slots = [place for sponsor in sponsors for place in [sponsor.place] * sponsor.room]
    dealer.shuffle(slots)
    places = {worker.worker_id: worker.place for worker in workers}
    dealt = sum(
        DISTANCE(places[pair.worker_id], slot) for pair, slot in zip(pairs, slots, strict=False)
    )
    assert sum(pair.distance for pair in pairs) <= dealt + 1e-9


def test_closeness_has_a_word_for_each_distance() -> None:
    assert closeness(DISTANCE("33.24.01.2001", "33.24.01.2001")) == "SAME_VILLAGE"
    assert closeness(DISTANCE("33.24.01.2001", "33.24.01")) == "SAME_KECAMATAN"
    assert closeness(DISTANCE("33.24.01", "33.24.02")) == "NEIGHBOURING"
    assert closeness(DISTANCE("33.24.01", "")) == "REGENCY"
    assert DISTANCE("33.22.17", "33.24.01") == ANYWHERE
