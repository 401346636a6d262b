"""Judge by age whether a person can be registered as an informal worker (BPU).

Who has had the 65th birthday on the day of registration cannot enter; the least age is the
programme's own and only flagged. Age is counted from a full birth date, never from a NIK.
Legal source: Permenaker 5/2021 as applied by BPJS; data in ``law/eligibility``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from payung.core import parameters
from payung.core.calendar import age_on
from payung.core.finding import Finding
from payung.core.period import Month


def examine_age(
    birth: date,
    *,
    on: date,
    settings: Mapping[str, Any] | None = None,
    column: str | None = None,
) -> list[Finding]:
    """ELI-01: Tell what the age on the day of registration stands in the way of.

    Born on 29 February counts as a birthday on 1 March in common years.
    """
    if birth > on:
        return [Finding("ELIG-03", column)]
    limit: int = parameters.value_on("eligibility", "age_limit", on).value
    minimum = int(parameters.setting_on("eligibility", "minimum_age", on, settings or {}))
    age = age_on(birth, on)
    if age >= limit:
        return [Finding("ELIG-01", column, {"limit": limit})]
    return [Finding("ELIG-02", column, {"minimum": minimum})] if age < minimum else []


def is_eligible(birth: date, *, on: date) -> bool:
    """ELI-02: Tell whether somebody of this birth date can be registered on the day."""
    limit: int = parameters.value_on("eligibility", "age_limit", on).value
    return birth <= on and age_on(birth, on) < limit


def last_month_by_age(
    birth: date, *, on: date, settings: Mapping[str, Any] | None = None
) -> Month | None:
    """ELI-03: Return the last month an insured worker may stay by age, None for no end.

    What happens to an insured worker at 65 is disputed and a setting of the programme.
    """
    if parameters.setting_on("eligibility", "over_65_while_insured", on, settings or {}) != "END":
        return None
    limit: int = parameters.value_on("eligibility", "age_limit", on).value
    return Month(birth.year + limit, birth.month)
