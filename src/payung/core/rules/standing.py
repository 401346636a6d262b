"""Follow a worker's standing through paid and unpaid months.

Two axes: ``standing`` says where the membership stands, ``death_cover`` what a family would get
for a death not from work. An unbroken run of paid months (the waiting months) earns full cover;
once earned it is lost by a lapse only, not by a single unpaid month. Consecutive unpaid months
lapse the worker. Disputed points are settings with defaults (``law/standing``).
Legal source: Permenaker 1/2025 (waiting), Permenaker 5/2021 and BPJS practice (lapse).
The state of a month and the next month's payment give the next state, so that a set-based
statement can be compared with this module row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from payung.core import parameters
from payung.core.period import Month, month_range

SETTINGS = ("way_back", "clock_restarts_after_lapse", "cover_in_unpaid_months")
"""The disputed points that decide a standing; what is owed on return is another question."""


class Standing(StrEnum):
    """Say where a membership stands at the end of a month."""

    REGISTERED = "REGISTERED"
    ACTIVE = "ACTIVE"
    GRACE_1 = "GRACE_1"
    GRACE_2 = "GRACE_2"
    LAPSED = "LAPSED"
    ENDED = "ENDED"


class DeathCover(StrEnum):
    """Say what a death not from work would pay."""

    NONE = "NONE"
    FUNERAL_ONLY = "FUNERAL_ONLY"
    FULL = "FULL"


@dataclass(frozen=True, slots=True)
class Rules:
    """Carry the numbers and settings that hold in one month.

    A run of ``kept_run_months`` outlives single unpaid months: it is the longest waiting any law
    asked for, so that a run broken before the rule began does not count as unbroken after it.
    """

    waiting_months: int
    kept_run_months: int
    lapse_months: int
    way_back: str
    clock_restarts_after_lapse: bool
    cover_in_unpaid_months: str


@dataclass(frozen=True, slots=True)
class State:
    """Describe the end of one month.

    ``paid_run_months`` counts towards the waiting months: it grows with paid months, returns to
    zero when an unpaid month breaks it before it is complete, and stays once complete.
    ``unpaid_run_months`` counts the unpaid months up to and including this one.
    """

    standing: Standing = Standing.REGISTERED
    death_cover: DeathCover = DeathCover.NONE
    paid_run_months: int = 0
    unpaid_run_months: int = 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """Add to a state the month of the lapse, past or to come, and today's death benefit."""

    state: State
    lapse_month: Month | None
    death_benefit_rp: int


@dataclass(frozen=True, slots=True)
class Assumption:
    """Name a disputed setting on which an answer rests, and how sure its choice is."""

    setting: str
    choice: Any
    confidence: str
    reference: str


def rules_on(month: Month, settings: Mapping[str, Any] | None = None) -> Rules:
    """Return what holds at the end of a month, with the programme's own choices.

    Raises:
        Refused: no law is known for the month, or a choice does not exist.
    """
    on, own = month.last_day, settings or {}
    return Rules(
        waiting_months=parameters.value_on("standing", "waiting_months", on).value,
        kept_run_months=max(p.value for p in parameters.history("standing", "waiting_months")),
        lapse_months=parameters.value_on("standing", "lapse_months", on).value,
        way_back=parameters.setting_on("standing", "way_back", on, own),
        clock_restarts_after_lapse=parameters.setting_on(
            "standing", "clock_restarts_after_lapse", on, own
        ),
        cover_in_unpaid_months=parameters.setting_on("standing", "cover_in_unpaid_months", on, own),
    )


def next_state(previous: State, paid: bool, rules: Rules) -> State:
    """STA-01: Move one month on: the next state from the last one and whether it is paid."""
    if previous.standing is Standing.ENDED:
        return previous
    is_shut_out = previous.standing is Standing.LAPSED and rules.way_back == "REREGISTER"
    if paid and not is_shut_out:
        run = previous.paid_run_months + 1
        return State(Standing.ACTIVE, _cover(Standing.ACTIVE, run, rules), run, 0)
    unpaid = previous.unpaid_run_months + 1
    standing = _unpaid_standing(previous.standing, unpaid, rules)
    run = _run_after_unpaid(previous.paid_run_months, standing, rules)
    return State(standing, _cover(standing, run, rules), run, unpaid)


def follow(
    paid: Mapping[Month, bool],
    *,
    on: Month,
    settings: Mapping[str, Any] | None = None,
    ended: Month | None = None,
) -> Outlook:
    """STA-02: Follow the months from the first one listed to ``on``; unlisted months are unpaid.

    ``ended`` is the month in which the membership ended by death, age or leaving.
    """
    state, lapse_month = State(), None
    for month in month_range(min(paid, default=on), on):
        if ended is not None and month >= ended:
            return Outlook(State(Standing.ENDED), None, 0)
        was_lapsed = state.standing is Standing.LAPSED
        rules = rules_on(month, settings)
        state = next_state(state, paid.get(month, False), rules)
        if state.standing is not Standing.LAPSED:
            lapse_month = _coming_lapse(month, state, rules)
        elif not was_lapsed:
            lapse_month = month
    return Outlook(state, lapse_month, death_benefit_rp(state.death_cover, on=on.last_day))


def assumptions(
    paid: Mapping[Month, bool],
    *,
    on: Month,
    settings: Mapping[str, Any] | None = None,
    ended: Month | None = None,
) -> tuple[Assumption, ...]:
    """STA-05: Name the disputed settings of which another choice would give another outlook."""
    own = dict(settings or {})
    told = follow(paid, on=on, settings=own, ended=ended)
    found = []
    for name in SETTINGS:
        value = parameters.value_on("standing", name, on.last_day)
        choice = own.get(name, value.value)
        others = (other for other in parameters.choices("standing", name) if other != choice)
        if any(
            follow(paid, on=on, settings={**own, name: other}, ended=ended) != told
            for other in others
        ):
            found.append(Assumption(name, choice, value.confidence, value.reference))
    return tuple(found)


def death_benefit_rp(cover: DeathCover, *, on: date) -> int:
    """STA-03: Return what a death not from work pays under a cover, in rupiah."""
    parts = {
        DeathCover.NONE: (),
        DeathCover.FUNERAL_ONLY: ("funeral",),
        DeathCover.FULL: ("death_lump_sum", "death_periodic", "funeral"),
    }[cover]
    return sum(parameters.value_on("benefits", part, on).value for part in parts)


def arrears_months(state: State, *, on: Month, settings: Mapping[str, Any] | None = None) -> int:
    """STA-04: Return how many unpaid months are due when the worker pays again."""
    limit: int = parameters.value_on("standing", "arrears_limit_months", on.last_day).value
    choice = parameters.setting_on("standing", "arrears_on_return", on.last_day, settings or {})
    if state.standing is Standing.LAPSED and choice == "FORGIVEN":
        return 0
    return min(state.unpaid_run_months, limit)


def parse_history(text: str) -> dict[Month, bool]:
    """Read ``2025-01:1,2025-02:0`` as months with their payment.

    Raises:
        ValueError: a part has another shape or a month stands twice.
    """
    paid: dict[Month, bool] = {}
    for part in text.split(","):
        month_text, _, flag = part.strip().partition(":")
        month = Month.parse(month_text)
        if flag not in ("0", "1") or month in paid:
            raise ValueError("each month once, followed by :1 or :0")
        paid[month] = flag == "1"
    return paid


def _unpaid_standing(previous: Standing, unpaid: int, rules: Rules) -> Standing:
    if previous in (Standing.REGISTERED, Standing.LAPSED):
        return previous
    if unpaid >= rules.lapse_months:
        return Standing.LAPSED
    return Standing.GRACE_1 if unpaid == 1 else Standing.GRACE_2


def _run_after_unpaid(run: int, standing: Standing, rules: Rules) -> int:
    if standing is Standing.LAPSED:
        return 0 if rules.clock_restarts_after_lapse else run
    return run if run >= rules.kept_run_months else 0


def _cover(standing: Standing, run: int, rules: Rules) -> DeathCover:
    if standing in (Standing.REGISTERED, Standing.LAPSED, Standing.ENDED):
        return DeathCover.NONE
    if standing is not Standing.ACTIVE and rules.cover_in_unpaid_months == "NONE":
        return DeathCover.NONE
    return DeathCover.FULL if run >= rules.waiting_months else DeathCover.FUNERAL_ONLY


def _coming_lapse(month: Month, state: State, rules: Rules) -> Month | None:
    if state.standing is Standing.REGISTERED:
        return None
    return month + (rules.lapse_months - state.unpaid_run_months)
