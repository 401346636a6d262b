"""The shape of a programme's figures: each with its base, day, source and definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Ratio:
    """A number over its base; `percent` is None while nobody stated a base.

    `as_of` is the day of the numerator; `denominator_as_of` and `source` tell who stated the base.
    """

    numerator: int
    denominator: int | None
    percent: str | None
    as_of: date
    denominator_as_of: date | None
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
    """All units of one kind together.

    `total` is the stated number of units, with its day and source; else those registered, without.
    """

    total: int
    total_as_of: date | None
    total_source: str
    taking_part: int
    asn: int | None
    sponsors: int
    workers: int
    at_100: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claims:
    """What was stated of deaths by the day; None where nothing was."""

    deaths: int | None
    paid_rp: int | None
    as_of: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Standings:
    """Workers by standing and by cover, the day of what tells them, and what that is."""

    standing: Mapping[str, int]
    death_cover: Mapping[str, int]
    as_of: date
    source: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a programme on a day."""

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
    standings: Standings
    claims: Claims


def as_json(figures: Figures) -> dict[str, Any]:
    """Return the figures under the keys of `coverage show`; dates in ISO form."""
    return {
        "programme": figures.programme_code,
        "as_of": figures.as_of.isoformat(),
        "reach": {**_plain(figures.reach), "registered": figures.registered_asn},
        "coverage": _plain(figures.coverage),
        "units": {
            "opd": _plain(figures.opd),
            "kecamatan": _plain(figures.kecamatan),
            "others": _plain(figures.others),
        },
        "standing": dict(figures.standings.standing),
        "death_cover": dict(figures.standings.death_cover),
        "standing_as_of": figures.standings.as_of.isoformat(),
        "standing_source": figures.standings.source,
        "claims": _plain(figures.claims),
    }


def _plain(part: Ratio | KindFigures | Claims) -> dict[str, Any]:
    """Return the fields with days in ISO form and tuples as lists."""
    return {
        key: value.isoformat() if isinstance(value, date)
        else list(value) if isinstance(value, tuple)
        else value
        for key, value in asdict(part).items()
    }  # fmt: skip
