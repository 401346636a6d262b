"""Put a told story into the registers: units, servants, workers and who pays for whom.

Rows are copied, not applied from lists: a demo of thirty months would else be thirty imports.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from payung.core.period import Month
from payung.db.sealing import sealer
from payung.db.sql import copy_rows
from payung.demo.history import Ending, History, Servant
from payung.demo.people import Inventor, pick
from payung.demo.plan import Plan
from payung.demo.units import agencies
from payung.registry.models import Programme, Region

_SERVICE_BEGAN = date(2022, 12, 1)
_SPONSORSHIP_ENDS = {
    "DIED": "WORKER_DIED", "MOVED_AWAY": "WORKER_MOVED", "EMPLOYED": "WORKER_EMPLOYED",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Registered:
    """What the money needs to know again: sponsors' NIPs, and workers' NIKs and names, by id."""

    nips: Mapping[int, str]
    workers: Mapping[int, tuple[str, str]]
    sponsors_count: int
    sponsorships_count: int


class Registrar:
    """Copies one story's people into the registers of a programme."""

    def __init__(
        self, programme: Programme, plan: Plan, history: History, until: Month, seed: int
    ) -> None:
        """Register as of the month `until`; the same seed gives the same people."""
        self.programme, self.plan, self.history, self.until = programme, plan, history, until
        self.chance = random.Random(f"people {seed}")
        self.inventor = Inventor(self.chance, until)
        self.units = agencies(programme)

    def register(self, by: str) -> Registered:
        """Copy servants, workers and sponsorships, in that order."""
        sponsors, nips = self._servants()
        workers, niks = self._workers()
        sponsorships = self._sponsorships(sponsors, workers, by)
        return Registered(nips, niks, len(sponsors), sponsorships)

    def _servants(self) -> tuple[dict[Servant, int], dict[int, str]]:
        servants = list(self._serving())
        persons, sponsors = _numbers("registry_person", len(servants)), {}
        ids = _numbers("registry_sponsor", len(servants))
        seal, index = sealer().sealing("registry_sponsor.nip_sealed"), sealer().indexing("nip")
        people, rows, terms, nips = [], [], [], {}
        for person_id, sponsor_id, (servant, begins) in zip(persons, ids, servants, strict=True):
            unit = self.plan.units[servant.unit]
            retires = self.history.retired.get(servant)
            human, is_pns = self.inventor.servant(retires)
            post = self.inventor.post(unit.kind, is_pns)
            sponsors[servant], nips[sponsor_id] = sponsor_id, human.number
            people.append((person_id, human.name, human.birth_date, "", human.sex, None, None))
            rows.append(
                (sponsor_id, self.programme.pk, person_id, seal(human.number), index(human.number))
            )
            terms.append(
                (sponsor_id, begins, retires.first_day if retires else None,
                 self.units[unit.code].pk, post.kind, post.position, post.contract_end_date,
                 "RETIRED" if retires else "")
            )  # fmt: skip
        _copy_people(people)
        copy_rows(
            "registry_sponsor", ("id", "programme_id", "person_id", "nip_sealed", "nip_index"), rows
        )
        copy_rows(
            "registry_sponsorterm",
            ("sponsor_id", "from_date", "until_date", "agency_id", "kind", "position",
             "contract_end_date", "end_reason"),
            terms,
        )  # fmt: skip
        return sponsors, nips

    def _serving(self) -> Iterator[tuple[Servant, date]]:
        """Yield every servant of the story with the day he began."""
        desks = [
            Servant(number, desk, 0)
            for number, unit in enumerate(self.plan.units)
            for desk in range(unit.sponsors if unit.asn_count is None else unit.asn_count)
        ]
        spare = [held for held in desks if held.desk >= self.plan.units[held.unit].sponsors]
        newcomers = set(self.chance.sample(spare, self.plan.newcomers))
        for servant in desks:
            if servant not in newcomers:
                yield servant, _SERVICE_BEGAN
            elif self.plan.newcomers_month <= self.until:
                yield servant, self.plan.newcomers_month.first_day
            while retired := self.history.retired.get(servant):
                servant = servant._replace(generation=servant.generation + 1)
                yield servant, retired.first_day

    def _workers(self) -> tuple[dict[int, int], dict[int, tuple[str, str]]]:
        starts = self._starts()
        persons, ids = (
            _numbers("registry_person", len(starts)),
            _numbers("registry_worker", len(starts)),
        )
        village_near = pick(self.chance, _villages(self.programme))
        seal, index = sealer().sealing("registry_person.nik_sealed"), sealer().indexing("nik")
        people, rows, terms, niks = [], [], [], {}
        for worker, (person_id, worker_id) in enumerate(zip(persons, ids, strict=True)):
            month, region_code = starts[worker]
            village = village_near(region_code)
            human, work = self.inventor.worker(village[:8]), self.inventor.work()
            niks[worker_id] = (human.number, human.name)
            until, reason = self._leaving(worker)
            people.append(
                (person_id, human.name, human.birth_date, "", human.sex, seal(human.number),
                 index(human.number))
            )  # fmt: skip
            rows.append((worker_id, self.programme.pk, person_id, ""))
            terms.append(
                (worker_id, month.first_day, until, village, village[:8], "", work.occupation,
                 work.sector, True, work.income_rp, reason)
            )  # fmt: skip
        _copy_people(people)
        copy_rows("registry_worker", ("id", "programme_id", "person_id", "named_purse"), rows)
        copy_rows(
            "registry_workerterm",
            ("worker_id", "from_date", "until_date", "village_code", "kecamatan_code", "address",
             "occupation", "sector", "sector_confirmed", "income_rp", "end_reason"),
            terms,
        )  # fmt: skip
        return dict(enumerate(ids)), niks

    def _starts(self) -> list[tuple[Month, str]]:
        """Return each worker's first month and the region of the unit that took him on."""
        first: dict[int, tuple[Month, str]] = {}
        for held in self.history.sponsorings:
            agency = self.units[self.plan.units[held.servant.unit].code]
            first.setdefault(held.worker, (held.start, agency.region_code))
        waiting = [(self.until, self.programme.regency_code)] * self.plan.waiting_workers
        return [first[worker] for worker in range(self.history.workers_count)] + waiting

    def _leaving(self, worker: int) -> tuple[date | None, str]:
        ending: Ending | None = self.history.left.get(worker)
        if ending is None:
            return None, ""
        if ending.reason == "DIED":
            return ending.month.first_day + timedelta(days=self.chance.randint(4, 25)), "DIED"
        return (ending.month + 1).first_day, ending.reason

    def _sponsorships(
        self, sponsors: Mapping[Servant, int], workers: Mapping[int, int], by: str
    ) -> int:
        rows: list[tuple[Any, ...]] = []
        for held in self.history.sponsorings:
            months = f"[{held.start.first_day},{held.end.first_day if held.end else ''})"
            reason = ""
            if held.end and held.servant in self.history.retired:
                reason = "SPONSOR_RETIRED"
            elif held.end:
                reason = _SPONSORSHIP_ENDS[self.history.left[held.worker].reason]
            rows.append(
                (self.programme.pk, workers[held.worker], sponsors[held.servant], "SPONSOR",
                 months, "NAMED", by, reason)
            )  # fmt: skip
        return copy_rows(
            "pairing_sponsorship",
            ("programme_id", "worker_id", "sponsor_id", "purse", "months", "method", "opened_by",
             "end_reason"),
            rows,
        )  # fmt: skip


def _copy_people(rows: list[tuple[Any, ...]]) -> None:
    columns = ("id", "name", "birth_date", "birth_place", "sex", "nik_sealed", "nik_index")
    copy_rows("registry_person", columns, rows)


def _villages(programme: Programme) -> list[str]:
    regions = Region.objects.filter(code__startswith=f"{programme.regency_code}.")
    return sorted(regions.filter(level__in=("DESA", "KELURAHAN")).values_list("code", flat=True))


def _numbers(table: str, count: int) -> list[int]:
    """Draw so many numbers from the table's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, count],
        )
        return [number for (number,) in cursor.fetchall()]
