"""Price a month of JKK, JKM and voluntary JHT for an informal worker (BPU).

JKK and JHT are rates of the base income of the worker's bracket, JKM is a flat amount; reliefs
halve them for a sector and a window of months unless public money pays. Each month is priced by
the law of its first day, so several months ahead are priced one by one.
Legal source: PP 44/2015 Lampiran II, PP 46/2015 jo. PP 60/2015, PP 50/2025; data in
``law/iuran`` and ``law/relief``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache

from payung.core import parameters
from payung.core.finding import refusal
from payung.core.period import Month


class Sector(StrEnum):
    """Split occupations as the reliefs do."""

    TRANSPORT = "transport"
    OTHER = "other"


class Purse(StrEnum):
    """Name whose money pays: civil servants, the regency, tobacco excise, or a company."""

    SPONSOR = "SPONSOR"
    APBD = "APBD"
    DBHCHT = "DBHCHT"
    CSR = "CSR"


@dataclass(frozen=True, slots=True)
class Bracket:
    """Span incomes from ``income_from_rp`` to below ``income_below_rp`` (None: no end)."""

    income_from_rp: int
    income_below_rp: int | None
    base_income_rp: int


@dataclass(frozen=True, slots=True)
class TariffRow:
    """Price one bracket in one month for a sector and a purse, without JHT."""

    sector: Sector
    purse: Purse
    income_from_rp: int
    income_below_rp: int | None
    base_income_rp: int
    jkk_rp: int
    jkm_rp: int
    total_rp: int
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Iuran:
    """Carry the price of one worker's month and the articles it rests on."""

    month: Month
    base_income_rp: int
    jkk_rp: int
    jkm_rp: int
    jht_rp: int
    references: tuple[str, ...]

    @property
    def total_rp(self) -> int:
        """Return the sum of the components."""
        return self.jkk_rp + self.jkm_rp + self.jht_rp


def monthly_iuran(
    month: Month,
    *,
    income_rp: int,
    sector: Sector | str,
    paid_by: Purse | str,
    jht: bool = False,
) -> Iuran:
    """IUR-01: Price one month of a worker by declared income, sector and purse.

    Raises:
        Refused: the income is negative, or no law is known for the month.
        ValueError: the sector or purse does not exist.

    Example:
        >>> monthly_iuran(Month(2026, 11), income_rp=0, sector="other", paid_by="APBD").total_rp
        16800
    """
    if income_rp < 0:
        raise refusal("LAW-03")
    rows = brackets(month)
    base = rows[bisect_right([r.income_from_rp for r in rows], income_rp) - 1].base_income_rp
    prices, references = _prices(month, base, Sector(sector), Purse(paid_by), jht)
    return Iuran(month, base, prices["jkk"], prices["jkm"], prices.get("jht", 0), references)


@lru_cache(maxsize=256)
def tariff_rows(month: Month) -> tuple[TariffRow, ...]:
    """IUR-02: List every price of the month: sector by purse by bracket, for billing to join."""
    return tuple(
        _row(month, bracket, sector, purse)
        for sector in Sector
        for purse in Purse
        for bracket in brackets(month)
    )


@lru_cache(maxsize=256)
def brackets(month: Month) -> tuple[Bracket, ...]:
    """IUR-03: List the income brackets of the month; only lower bounds decide."""
    table = parameters.value_on("iuran", "brackets", month.first_day).value
    starts = [row["income_from"] for row in table]
    ends = [*starts[1:], None]
    return tuple(
        Bracket(row["income_from"], end, row["base_income"])
        for row, end in zip(table, ends, strict=True)
    )


def _row(month: Month, bracket: Bracket, sector: Sector, purse: Purse) -> TariffRow:
    prices, references = _prices(month, bracket.base_income_rp, sector, purse, jht=False)
    return TariffRow(
        sector=sector,
        purse=purse,
        income_from_rp=bracket.income_from_rp,
        income_below_rp=bracket.income_below_rp,
        base_income_rp=bracket.base_income_rp,
        jkk_rp=prices["jkk"],
        jkm_rp=prices["jkm"],
        total_rp=prices["jkk"] + prices["jkm"],
        references=references,
    )


def _prices(
    month: Month, base_income_rp: int, sector: Sector, purse: Purse, jht: bool
) -> tuple[dict[str, int], tuple[str, ...]]:
    on = month.first_day
    jkk = parameters.value_on("iuran", "jkk_rate", on)
    jkm = parameters.value_on("iuran", "jkm", on)
    full = {"jkk": Decimal(jkk.value) * base_income_rp, "jkm": Decimal(jkm.value)}
    references = [f"JKK: {jkk.reference}", f"JKM: {jkm.reference}"]
    if jht:
        rate = parameters.value_on("iuran", "jht_rate", on)
        full["jht"] = Decimal(rate.value) * base_income_rp
        references.append(f"JHT: {rate.reference}")
    for relief in _reliefs(month, sector, purse):
        factors = relief.value["factors"]
        full = {kind: amount * Decimal(factors[kind]) for kind, amount in full.items()}
        references.append(f"keringanan: {relief.reference}")
    return {kind: whole_rupiah(amount) for kind, amount in full.items()}, tuple(references)


def _reliefs(month: Month, sector: Sector, purse: Purse) -> Iterator[parameters.Parameter]:
    for name in parameters.names("relief"):
        relief = parameters.find("relief", name, month.first_day)
        if relief is None or sector not in relief.value["sectors"]:
            continue
        if purse not in relief.value["excluded_purses"]:
            yield relief


def whole_rupiah(amount: Decimal) -> int:
    """IUR-04: Round to whole rupiah, half up; every amount of today's tables is whole already."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
