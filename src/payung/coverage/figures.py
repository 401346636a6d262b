"""The shape of a programme's figures: each with its base, day, source and definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Ratio:
    """A number over its base; `percent` is None while nobody stated a base."""

    numerator: int
    denominator: int | None
    percent: str | None
    as_of: date
    source: str
    definition: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit on a day; `asn_count` is what somebody stated, None while nobody did."""

    code: str
    kind: str
    region_code: str
    name: str
    short_name: str
    asn_count: int | None
    registered_count: int
    sponsors_count: int
    workers_count: int

    @property
    def label(self) -> str:
        """Return the short name, else the name; a kecamatan's without that word."""
        return self.short_name or self.name.removeprefix("Kecamatan ")

    @property
    def is_complete(self) -> bool:
        """Tell whether every stated servant sponsors."""
        return bool(self.asn_count) and self.sponsors_count >= (self.asn_count or 0)


@dataclass(frozen=True, slots=True)
class KindFigures:
    """All units of one kind together; `total` is the stated number of units where there is one."""

    total: int
    taking_part: int
    asn: int | None
    sponsors: int
    workers: int
    at_100: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a programme on a day. `death_cover` and `standing` count workers."""

    programme_code: str
    as_of: date
    reach: Ratio
    registered_asn: int
    sponsors: int
    coverage: Ratio
    opd: KindFigures
    kecamatan: KindFigures
    others: KindFigures
    units: tuple[Unit, ...]
    standing: Mapping[str, int]
    death_cover: Mapping[str, int]
    deaths: int
    deaths_paid_rp: int


def as_json(figures: Figures) -> dict[str, Any]:
    """Return the figures under the keys of `coverage show`; dates in ISO form."""
    return {
        "programme": figures.programme_code,
        "as_of": figures.as_of.isoformat(),
        "reach": {**_ratio(figures.reach), "registered": figures.registered_asn},
        "coverage": _ratio(figures.coverage),
        "units": {
            "opd": _kind(figures.opd),
            "kecamatan": _kind(figures.kecamatan),
            "others": _kind(figures.others),
        },
        "standing": dict(figures.standing),
        "death_cover": dict(figures.death_cover),
        "claims": {"deaths": figures.deaths, "paid_rp": figures.deaths_paid_rp},
    }


def _ratio(ratio: Ratio) -> dict[str, Any]:
    return {**asdict(ratio), "as_of": ratio.as_of.isoformat()}


def _kind(kind: KindFigures) -> dict[str, Any]:
    return {**asdict(kind), "at_100": list(kind.at_100)}
