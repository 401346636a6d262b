"""Find the month in which a civil servant stops contributing by age or contract.

Retirement begins on the first day of the month after the birthday month; the birthday month is
the last one paid. A contract (PPPK) may end earlier. A decree, a death, a transfer or an early
retirement overrides all of this: the register keeps the date that is known.
Legal source: UU 20/2023, PP 11/2017 articles 239-240, UU 14/2005; data in ``law/retirement``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from payung.core import parameters
from payung.core.finding import refusal
from payung.core.period import Month


@dataclass(frozen=True, slots=True)
class Retirement:
    """Tell when a civil servant leaves; ``by_contract`` when the contract ends before the age."""

    retirement_age: int
    retirement_date: date
    last_month: Month
    by_contract: bool
    reference: str


def retirement(
    birth: date, *, kind: str, position: str, on: date, contract_end: date | None = None
) -> Retirement:
    """RET-01: Find the last month paid and the first day of retirement.

    ``on`` is the day whose law decides; ``contract_end`` is the last day of the contract and
    counts for the kinds that have one.

    Raises:
        Refused: the position is not known (LAW-06), or no law is known for the day.
    """
    found = retirement_age(position, on=on)
    if found is None:
        raise refusal("LAW-06")
    age, reference = found
    after: int = parameters.value_on("retirement", "starts_after_months", on).value
    last_month = Month(birth.year + age, birth.month) + (after - 1)
    contract = parameters.value_on("retirement", "contract_kinds", on)
    by_contract = (
        contract_end is not None and kind in contract.value and Month.of(contract_end) < last_month
    )
    if by_contract and contract_end is not None:
        last_month, reference = Month.of(contract_end), contract.reference
    return Retirement(age, (last_month + 1).first_day, last_month, by_contract, reference)


@lru_cache(maxsize=4096)
def retirement_age(position: str, *, on: date) -> tuple[int, str] | None:
    """RET-02: Return the age limit of a position and its article, None for an unknown one."""
    words = re.sub(r"[^a-z]+", " ", position.casefold()).strip()
    for row in parameters.value_on("retirement", "ages", on).value:
        if any(re.search(rf"\b{re.escape(name)}\b", words) for name in row["names"]):
            return row["age"], row["reference"]
    return None
