"""Read the story of a demo: its units and how many workers are sponsored in each month."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from payung.core.errors import Refused
from payung.core.period import Month

_DATA = resources.files("payung.demo").joinpath("data")


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """One unit: its head count, how many come to sponsor, from when, and how it pays.

    An empty name means that the pack has the unit; others are fillers.
    """

    code: str
    kind: str
    name: str
    short_name: str
    collector: str
    region_code: str
    asn_count: int | None
    sponsors: int
    joined: Month | None
    pays: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole story of one demo."""

    pack: str
    first_month: Month
    workers: Mapping[Month, int]
    leavers: Mapping[Month, int]
    deaths: frozenset[Month]
    newcomers: int
    newcomers_month: Month
    waiting_workers: int
    units: tuple[UnitPlan, ...]

    def target(self, month: Month) -> int:
        """Return the workers sponsored in `month`; after the story's end, those of its end."""
        return self.workers[min(month, max(self.workers))]


def available() -> list[str]:
    """Return the packs that have a demo."""
    return sorted(item.name for item in _DATA.iterdir() if item.joinpath("plan.yaml").is_file())


def read(pack: str) -> Plan:
    """Return the story for a pack.

    Raises:
        Refused: there is none.
    """
    if pack not in available():
        names = ", ".join(available())
        raise Refused("DEMO-01", f"Tidak ada demo untuk {pack}.", f"Yang ada: {names}.")
    told = yaml.safe_load(_DATA.joinpath(pack, "plan.yaml").read_text("utf-8"))
    first = Month.parse(told["first_month"])
    counts = [count for year in sorted(told["workers"]) for count in told["workers"][year]]
    return Plan(
        pack=pack,
        first_month=first,
        workers={first + offset: count for offset, count in enumerate(counts)},
        leavers={Month.parse(month): count for month, count in told["leavers"].items()},
        deaths=frozenset(map(Month.parse, told["deaths"])),
        newcomers=told["newcomers"],
        newcomers_month=Month.parse(told["newcomers_month"]),
        waiting_workers=told["waiting_workers"],
        units=_units(pack),
    )


@cache
def people() -> Mapping[str, Any]:
    """Return the parts of names, work and posts."""
    return yaml.safe_load(_DATA.joinpath("people.yaml").read_text("utf-8"))


def _units(pack: str) -> tuple[UnitPlan, ...]:
    lines = _DATA.joinpath(pack, "units.csv").read_text("utf-8").splitlines()
    return tuple(
        UnitPlan(
            code=row["code"],
            kind=row["kind"],
            name=row["name"],
            short_name=row["short_name"],
            collector=row["collector"],
            region_code=row["region_code"],
            asn_count=int(row["asn_count"]) if row["asn_count"] else None,
            sponsors=int(row["sponsors"]),
            joined=Month.parse(row["joined"]) if row["joined"] else None,
            pays=row["pays"],
        )
        for row in csv.DictReader(lines)
    )
