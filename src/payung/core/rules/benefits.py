"""Work out what the law grants on a death, a death from work, or total disability.

Amounts are for an informal worker (BPU), whose "wage" is the base income of the bracket. The
insurer decides claims; these figures are for information and plausibility. Degrees of partial
disability are set by a doctor and are not computed here.
Legal source: PP 82/2019, Permenaker 1/2025 (waiting months); data in ``law/benefits``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from payung.core import parameters
from payung.core.finding import refusal


class Event(StrEnum):
    """Name what happened."""

    DEATH = "death"
    WORK_DEATH = "work_death"
    TOTAL_DISABILITY = "total_disability"


@dataclass(frozen=True, slots=True)
class Component:
    """Name one part of a benefit, in rupiah, with its article."""

    code: str
    amount_rp: int
    reference: str


@dataclass(frozen=True, slots=True)
class ChildScholarship:
    """Tell what one child can receive at most from its level until the end age."""

    level: str
    age: int
    years: int
    max_rp: int


@dataclass(frozen=True, slots=True)
class Scholarship:
    """Tell whether children receive scholarships and how much at most, in rupiah."""

    is_granted: bool
    max_rp: int
    children: tuple[ChildScholarship, ...]
    reference: str


@dataclass(frozen=True, slots=True)
class Benefit:
    """Carry the parts paid in cash and, apart from them, the scholarship."""

    components: tuple[Component, ...]
    scholarship: Scholarship

    @property
    def total_rp(self) -> int:
        """Return the cash parts together; scholarships are paid by the year and not included."""
        return sum(component.amount_rp for component in self.components)


def benefit(
    event: Event | str,
    *,
    on: date,
    months_paid: int,
    months_paid_consecutive: int,
    base_income_rp: int | None = None,
    children: Sequence[tuple[str, int]] = (),
) -> Benefit:
    """BEN-01: Work out the benefit of an event on a day.

    ``children`` are pairs of level (TK, SD, SMP, SMA, PT) and age. Who never paid is not
    covered, whatever the event.

    Raises:
        Refused: the months contradict each other, the base income is missing for an event at
            work, a level is unknown, or no law is known for the day.
    """
    event = Event(event)
    if not 0 <= months_paid_consecutive <= months_paid:
        raise refusal("LAW-04")
    if event is not Event.DEATH and (base_income_rp is None or base_income_rp <= 0):
        raise refusal("LAW-07")
    needed = 1
    if event is Event.DEATH:
        needed = parameters.value_on("benefits", "scholarship_death_months", on).value
    scholarship = _scholarship(children, on=on, is_granted=months_paid >= max(needed, 1))
    if months_paid == 0:
        return Benefit((), scholarship)
    if event is Event.DEATH:
        return Benefit(_death(months_paid_consecutive, on), scholarship)
    return Benefit(_work_event(event, base_income_rp or 0, on), scholarship)


def _death(months_paid_consecutive: int, on: date) -> tuple[Component, ...]:
    """BEN-02: Pay in full after the waiting months, before them the funeral money only."""
    waiting = parameters.value_on("standing", "waiting_months", on)
    if months_paid_consecutive >= waiting.value:
        return tuple(_fixed(name, on) for name in ("death_lump_sum", "death_periodic", "funeral"))
    funeral = _fixed("funeral", on)
    reference = f"{funeral.reference}; {waiting.reference}"
    return (Component(funeral.code, funeral.amount_rp, reference),)


def _work_event(event: Event, base_income_rp: int, on: date) -> tuple[Component, ...]:
    """BEN-03: Pay a multiple of the base income, and for a death the funeral money too."""
    if event is Event.TOTAL_DISABILITY:
        return (_wages("total_disability", base_income_rp, 0, on), _fixed("death_periodic", on))
    minimum = parameters.value_on("benefits", "work_death_minimum", on).value
    return (
        _wages("work_death", base_income_rp, minimum, on),
        _fixed("death_periodic", on),
        _fixed("funeral", on),
    )


def _wages(code: str, base_income_rp: int, minimum_rp: int, on: date) -> Component:
    wages = parameters.value_on("benefits", f"{code}_wages", on)
    return Component(code, max(wages.value * base_income_rp, minimum_rp), wages.reference)


def _fixed(name: str, on: date) -> Component:
    amount = parameters.value_on("benefits", name, on)
    return Component(name.removeprefix("death_"), amount.value, amount.reference)


def _scholarship(children: Sequence[tuple[str, int]], *, on: date, is_granted: bool) -> Scholarship:
    """BEN-04: Add up the dearest children the law allows; without children, the highest sum."""
    levels = parameters.value_on("benefits", "scholarship_levels", on)
    most: int = parameters.value_on("benefits", "scholarship_children", on).value
    per_child = tuple(_child(level, age, on) for level, age in children)
    if not is_granted:
        return Scholarship(False, 0, per_child, levels.reference)
    whole_course = sum(row["yearly"] * row["years"] for row in levels.value)
    sums = [child.max_rp for child in per_child] if children else [whole_course] * most
    return Scholarship(True, sum(sorted(sums)[-most:]), per_child, levels.reference)


def _child(level: str, age: int, on: date) -> ChildScholarship:
    """BEN-05: Count the years from the child's level on, none after the end age."""
    rows = parameters.value_on("benefits", "scholarship_levels", on).value
    known = [row["level"] for row in rows]
    if level.upper() not in known or age < 0:
        raise refusal("LAW-05", school=level, options=", ".join(known))
    end_age = parameters.value_on("benefits", "scholarship_end_age", on).value
    course = [
        row["yearly"] for row in rows[known.index(level.upper()) :] for _ in range(row["years"])
    ]
    years = course[: max(0, end_age - age)]
    return ChildScholarship(level.upper(), age, len(years), sum(years))
