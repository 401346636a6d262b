"""Express shares as percentages and name the indicators they belong to.

Two indicators never share a name or an axis: reach (sponsored workers over civil servants) and
coverage (active participants over workers who could be insured). Every figure carries its
numerator, denominator, day, source and the version of its definition; definitions stand in
``indicators.yaml``. No legal content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib import resources

import yaml

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Definition:
    """Say in words what an indicator counts; ``version`` grows with each change."""

    code: str
    version: int
    name_id: str
    name_en: str
    numerator_id: str
    numerator_en: str
    denominator_id: str
    denominator_en: str


@dataclass(frozen=True, slots=True)
class Figure:
    """Carry one figure with everything needed to check it."""

    definition: Definition
    numerator: int
    denominator: int
    as_of: date
    source: str

    @property
    def percent(self) -> str | None:
        """Return the share as ``9.42``, None without a denominator."""
        return percent(self.numerator, self.denominator)


def percent(numerator: int, denominator: int) -> str | None:
    """COV-01: Return numerator over denominator in percent, two decimals, half up.

    >>> percent(974, 10345)
    '9.42'
    """
    if denominator == 0:
        return None
    share = Decimal(numerator) * 100 / Decimal(denominator)
    return str(share.quantize(_HUNDREDTH, ROUND_HALF_UP))


@cache
def definitions() -> Mapping[str, Definition]:
    """Return the indicators by code."""
    text = resources.files("payung.core.rules").joinpath("indicators.yaml").read_text("utf-8")
    return {code: Definition(code=code, **body) for code, body in yaml.safe_load(text).items()}
