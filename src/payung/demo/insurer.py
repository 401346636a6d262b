"""Invent the insurer's lists: one a month, and not always what the money says."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from payung.core.period import Month, month_range
from payung.db.sealing import sealer
from payung.db.sql import copy_rows, run
from payung.demo.people import Inventor
from payung.registry.models import InsurerList, Programme

_LAPSED_AFTER_MONTHS, _DROPPED_AFTER_MONTHS = 3, 6
_STRANGERS = 4
_FORGOTTEN, _INACTIVE, _NOT_POSTED = 0.003, 0.003, 0.003
_IN_THE_NEWEST = 3  # times as many surprises


class Insurer:
    """Answers each month with a list of whom it knows, as of the month's last day."""

    def __init__(
        self, programme: Programme, workers: Mapping[int, tuple[str, str]], until: Month, seed: int
    ) -> None:
        """Know `workers` (NIK and name by id) once they are first paid for."""
        self.programme, self.workers, self.until = programme, workers, until
        self.chance = random.Random(f"insurer {seed}")
        self.inventor = Inventor(self.chance, until)
        self._seal_nik = sealer().sealing("registry_insurerentry.nik_sealed")
        self._seal_card = sealer().sealing("registry_insurerentry.kpj_sealed")
        self._index = sealer().indexing("nik")
        self.cards: dict[int, str] = {}
        self.last_paid: dict[int, Month] = {}
        self.strangers = [
            self.inventor.worker(f"{programme.regency_code}.01") for _ in range(_STRANGERS)
        ]

    def answer(self) -> None:
        """Make all lists from the first paid month on."""
        paid: dict[Month, set[int]] = {}
        for first_day, worker in run(
            "demo/list_paid_workers", {"programme": self.programme.pk}
        ).rows:
            paid.setdefault(Month.of(first_day), set()).add(worker)
        for month in month_range(min(paid, default=self.until), self.until):
            self._send(month, paid.get(month, set()))

    def _send(self, month: Month, paid: set[int]) -> None:
        rows = [*self._known(month, paid), *self._unknown(month)]
        sent = InsurerList.objects.create(
            programme=self.programme,
            as_of=month.last_day,
            # No file stands behind a demo's list; batches count upwards from one.
            batch_id=-1 - InsurerList.objects.count(),
            entries_count=len(rows),
        )
        copy_rows(
            "registry_insurerentry",
            ("list_id", "row_number", "nik_sealed", "nik_index", "kpj_sealed", "name", "is_active",
             "last_paid_month"),
            ((sent.pk, number, *row) for number, row in enumerate(rows, start=2)),
        )  # fmt: skip

    def _known(self, month: Month, paid: set[int]) -> Iterator[tuple[Any, ...]]:
        surprises = _IN_THE_NEWEST if month == self.until else 1
        for worker in sorted(paid | self.last_paid.keys()):
            before = self.last_paid.get(worker)
            if worker in paid:
                self.last_paid[worker] = month
            fate = self.chance.random() / surprises
            unpaid_months = month - self.last_paid[worker]
            if unpaid_months > _DROPPED_AFTER_MONTHS or (worker in paid and fate < _FORGOTTEN):
                continue
            is_active = unpaid_months < _LAPSED_AFTER_MONTHS
            last = self.last_paid[worker]
            if worker in paid and fate < _FORGOTTEN + _INACTIVE:
                is_active = False
            elif worker in paid and before and fate < _FORGOTTEN + _INACTIVE + _NOT_POSTED:
                last = before
            nik, name = self.workers[worker]
            yield self._entry(worker, nik, name, is_active, last)

    def _unknown(self, month: Month) -> Iterator[tuple[Any, ...]]:
        for number, human in enumerate(self.strangers, start=1):
            yield self._entry(-number, human.number, human.name, True, month)

    def _entry(
        self, worker: int, nik: str, name: str, is_active: bool, last_paid: Month
    ) -> tuple[Any, ...]:
        if worker not in self.cards:
            self.cards[worker] = self.inventor.kpj()
        return (
            self._seal_nik(nik), self._index(nik), self._seal_card(self.cards[worker]),
            name.upper(), is_active, last_paid.first_day,
        )  # fmt: skip
