"""Tell who sponsored whom from when until when, so that every month has its planned total.

Each unit has as many seats as it comes to have sponsors. A seat is held by one servant after
another (`generation`), and by one worker at a time. Pure: the same seed gives the same story.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import NamedTuple

from payung.core.period import Month, month_range
from payung.demo.plan import Plan, UnitPlan

_SETTLED_MONTHS = 4  # who dies or hands over has sponsored, or been paid for, this long

_RETIRING_SHARE = 0.0015  # of the settled sponsors in a month


class Servant(NamedTuple):
    """One civil servant of a unit, by desk and by how many held that desk before."""

    unit: int
    desk: int
    generation: int


@dataclass(slots=True)
class Sponsoring:
    """One servant with one worker from `start` until `end`, a month that is no more his."""

    servant: Servant
    worker: int
    start: Month
    end: Month | None = None


@dataclass(slots=True)
class Ending:
    """Why and in which month a worker's membership ended, or a servant left the service."""

    month: Month
    reason: str


@dataclass(slots=True)
class History:
    """All sponsorings of a demo, the workers who left and the servants who retired."""

    sponsorings: list[Sponsoring] = field(default_factory=list)
    left: dict[int, Ending] = field(default_factory=dict)
    retired: dict[Servant, Month] = field(default_factory=dict)
    workers_count: int = 0


def tell(plan: Plan, until: Month, chance: random.Random) -> History:
    """Return the story from the plan's first month to `until`.

    Raises:
        ValueError: a month asks for more workers than the units that take part have seats.
    """
    teller = _Teller(plan, chance)
    for month in month_range(plan.first_month, until):
        teller.play(month)
    return teller.history


class _Teller:
    """Plays one month after another; knows which seats are taken."""

    def __init__(self, plan: Plan, chance: random.Random) -> None:
        self.plan, self.chance, self.history = plan, chance, History()
        self.free = [
            Servant(number, desk, 0)
            for number, unit in enumerate(plan.units)
            for desk in range(unit.sponsors)
        ]
        self.taken: list[Sponsoring] = []

    def play(self, month: Month) -> None:
        self._leave(month)
        self._hand_over(month)
        self._join(month)

    def _leave(self, month: Month) -> None:
        usual = round(len(self.taken) * 0.002)
        for number in range(self.plan.leavers.get(month, usual)):
            settled = [held for held in self.taken if month - held.start >= _SETTLED_MONTHS]
            if not settled:
                return
            is_death = number == 0 and month in self.plan.deaths
            reason = "DIED" if is_death else self.chance.choice(["MOVED_AWAY", "EMPLOYED"])
            held = self.chance.choice(settled)
            self._close(held, month)
            self.history.left[held.worker] = Ending(month - 1, reason)
            self.free.append(held.servant)

    def _hand_over(self, month: Month) -> None:
        """Let a sponsor retire now and then; a colleague goes on with his worker."""
        settled = [held for held in self.taken if month - held.start >= _SETTLED_MONTHS]
        is_rare = self.chance.random() > len(settled) * _RETIRING_SHARE
        if not settled or is_rare or month in self.plan.leavers:
            return
        held = self.chance.choice(settled)
        self._close(held, month)
        self.history.retired[held.servant] = month
        unit, desk, generation = held.servant
        self._open(Servant(unit, desk, generation + 1), held.worker, month)

    def _join(self, month: Month) -> None:
        wanted = self.plan.target(month) - len(self.taken)
        ready = [seat for seat in self.free if self._has_joined(self.plan.units[seat.unit], month)]
        if wanted > len(ready):
            raise ValueError(f"{month}: {wanted} workers to place, {len(ready)} seats")
        for servant in self.chance.sample(ready, max(0, wanted)):
            self.free.remove(servant)
            self._open(servant, self.history.workers_count, month)
            self.history.workers_count += 1

    def _has_joined(self, unit: UnitPlan, month: Month) -> bool:
        return unit.joined is not None and unit.joined <= month

    def _open(self, servant: Servant, worker: int, month: Month) -> None:
        held = Sponsoring(servant, worker, month)
        self.history.sponsorings.append(held)
        self.taken.append(held)

    def _close(self, held: Sponsoring, month: Month) -> None:
        held.end = month
        self.taken.remove(held)
