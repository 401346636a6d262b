"""Propose a worker's sector and the danger of the work from what a list calls the occupation.

No legal content of its own: PP 50/2025 asks for the sector, lists give free text. The words stand
in ``occupation.yaml``; an unknown occupation is of sector other and of middle danger.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

import yaml

_WORD = re.compile(r"[a-z]+")


class Occupation(NamedTuple):
    """What is guessed of an occupation; ``risk`` is 1 (low) to 3 (high)."""

    sector: str
    risk: int
    is_known: bool


UNKNOWN = Occupation("other", 2, is_known=False)


@lru_cache(maxsize=65536)
def guess(text: str) -> Occupation:
    """Return the guess for an occupation as it is written, whatever the case.

    >>> guess("Pengemudi OJEK online").sector
    'transport'
    >>> guess("buruh tani").risk
    2
    """
    words = set(_WORD.findall(text.lower()))
    for known, occupation in _entries():
        if words & known:
            return occupation
    return UNKNOWN


@cache
def _entries() -> tuple[tuple[frozenset[str], Occupation], ...]:
    text = resources.files("payung.core.rules").joinpath("occupation.yaml").read_text("utf-8")
    return tuple(
        (frozenset(entry["words"]), Occupation(entry["sector"], entry["risk"], is_known=True))
        for entry in yaml.safe_load(text)
    )
