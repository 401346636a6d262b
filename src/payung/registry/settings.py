"""The settings a programme may choose, their defaults, and what each may be.

| key | meaning |
|---|---|
| four_eyes | bills are prepared by one person and issued by another |
| base_income | LOWEST: everybody at the lowest bracket; DECLARED: by the worker's income |
| autodebit_settles | DIRECT: results are money on an account of its own; BY_STATEMENT: the |
|   | statement's credit is the money and results are instructions |
| workers_per_sponsor | how many workers pairing may give one sponsor; named ones may be more |
| months_ahead | how many months after the present one may be billed |
| minimum_age | a younger worker is flagged; null: as the law's data says |
| labour_office | code of the unit that answers for workers whom no sponsor's unit pays for |
| way_back, arrears_on_return, clock_restarts_after_lapse, cover_in_unpaid_months, |
| over_65_while_insured | disputed points of the law; null: as the law's data says |
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

DEFAULTS: Mapping[str, Any] = {
    "four_eyes": False,
    "base_income": "LOWEST",
    "autodebit_settles": "DIRECT",
    "workers_per_sponsor": 1,
    "months_ahead": 12,
    "minimum_age": None,
    "labour_office": None,
    "way_back": None,
    "arrears_on_return": None,
    "clock_restarts_after_lapse": None,
    "cover_in_unpaid_months": None,
    "over_65_while_insured": None,
}
CHOICES: Mapping[str, tuple[str | bool, ...]] = {
    "four_eyes": (True, False),
    "base_income": ("LOWEST", "DECLARED"),
    "autodebit_settles": ("DIRECT", "BY_STATEMENT"),
    "way_back": ("CONTINUE", "REREGISTER"),
    "arrears_on_return": ("FORGIVEN", "DUE"),
    "clock_restarts_after_lapse": (True, False),
    "cover_in_unpaid_months": ("KEPT", "NONE"),
    "over_65_while_insured": ("CONTINUE", "END"),
}
_NUMBERS: Mapping[str, tuple[int, int]] = {
    "workers_per_sponsor": (1, 100),
    "months_ahead": (0, 60),
    "minimum_age": (0, 64),
}


def complete(chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Return all settings: those chosen, and the defaults of the others."""
    return {**DEFAULTS, **chosen}


def fault(key: str, value: Any) -> str | None:
    """Return what the value of a setting must be, in a few words, or None when it is right."""
    if key not in DEFAULTS:
        return "|".join(sorted(DEFAULTS))
    if value is None and DEFAULTS[key] is None:
        return None
    if key in CHOICES:
        return None if value in CHOICES[key] else "|".join(map(_written, CHOICES[key]))
    if key in _NUMBERS:
        least, most = _NUMBERS[key]
        fits = type(value) is int and least <= value <= most
        return None if fits else f"{least}-{most}"
    return None if isinstance(value, str) and value else "text"


def _written(choice: str | bool) -> str:
    """Return a choice as YAML writes it."""
    return str(choice).lower() if isinstance(choice, bool) else choice
