"""The statement that derives standings agrees with `core.rules.standing`, person by person."""

from __future__ import annotations

import random
from itertools import product

import pytest

from payung.core.period import Month, month_range
from payung.core.rules.standing import (
    DeathCover,
    Standing,
    State,
    follow,
    next_state,
    rules_on,
)
from payung.coverage.models import WorkerMonth
from payung.coverage.selectors import figures
from payung.coverage.services import derive_month, ensure_derived
from payung.registry.models import WorkerTerm
from tests import factories as make

FIRST, LAST = Month(2024, 10), Month(2025, 12)
CHOICES = [
    {"way_back": way, "clock_restarts_after_lapse": clock, "cover_in_unpaid_months": cover}
    for way, clock, cover in product(("CONTINUE", "REREGISTER"), (True, False), ("KEPT", "NONE"))
]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "settings", CHOICES, ids=lambda chosen: "-".join(map(str, chosen.values()))
)
def test_each_month_of_each_person_equals_the_rule(settings):
    chance = random.Random(str(settings))
    programme = make.make_programme(settings=settings)
    niks = [make.make_nik() for _ in range(30)]
    workers = [make.make_worker(programme=programme, nik=nik) for nik in niks]
    ends = {worker.pk: chance.choice([None, None, Month(2025, 6)]) for worker in workers}
    for worker in workers:
        if end := ends[worker.pk]:
            WorkerTerm.objects.filter(worker=worker).update(until_date=end.first_day)
    states = {worker.pk: State() for worker in workers}
    for month in month_range(FIRST, LAST):
        paid = {worker.pk: chance.random() < 0.55 for worker in workers}
        make.make_insurer_list(
            {nik: {"is_active": paid[w.pk]} for nik, w in zip(niks, workers, strict=True)},
            programme=programme,
            as_of=month.last_day,
        )
        derive_month(programme_code=programme.code, month=month)
        rules = rules_on(month, settings)
        for worker in workers:
            end = ends[worker.pk]
            is_over = end is not None and month >= end
            before = states[worker.pk]
            states[worker.pk] = (
                State(Standing.ENDED) if is_over else next_state(before, paid[worker.pk], rules)
            )
        assert _derived(month) == states
    assert {state.standing for state in states.values()} >= {Standing.ENDED, Standing.LAPSED}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "settings", CHOICES, ids=lambda chosen: "-".join(map(str, chosen.values()))
)
def test_months_after_the_last_list_are_unpaid_as_the_rule_says(settings):
    chance = random.Random(f"after {settings}")
    programme = make.make_programme(settings=settings)
    niks = [make.make_nik() for _ in range(12)]
    workers = [make.make_worker(programme=programme, nik=nik) for nik in niks]
    paid: dict[int, dict[Month, bool]] = {worker.pk: {} for worker in workers}
    for month in month_range(FIRST, Month(2025, 3)):
        for worker in workers:
            paid[worker.pk][month] = chance.random() < 0.7
        make.make_insurer_list(
            {nik: {"is_active": paid[w.pk][month]} for nik, w in zip(niks, workers, strict=True)},
            programme=programme,
            as_of=month.last_day,
        )
    for month in month_range(Month(2025, 4), LAST):
        ensure_derived(programme_code=programme.code, month=month)
        told = figures(programme_code=programme.code, as_of=month.last_day).standings
        states = [follow(paid[w.pk], on=month, settings=settings).state for w in workers]
        for standing in Standing:
            assert told.standing[standing] == sum(s.standing is standing for s in states)
        for cover in DeathCover:
            assert told.death_cover[cover] == sum(s.death_cover is cover for s in states)
    assert told.standing["ACTIVE"] == 0 < told.standing["LAPSED"]


def _derived(month: Month) -> dict[int, State]:
    return {
        row.worker_id: State(
            row.standing, row.death_cover, row.paid_run_months, row.unpaid_run_months
        )
        for row in WorkerMonth.objects.filter(month=month)
    }
