"""Bill a told story month by month and settle it through the rooms' own services."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from payung.billing.selectors import month_totals
from payung.billing.services import issue_month
from payung.core.period import Month, month_range
from payung.db.sql import run
from payung.demo.papers import Bank, Owed, Paper
from payung.demo.plan import Plan
from payung.intake.services import read_batch, receive_file
from payung.payments.selectors import month_money
from payung.payments.services import record_statement, remit
from payung.registry.models import Programme

Say = Callable[[str], None]
_LINES_PER_KEPT_BACK = 60  # of the newest month: collected, not yet passed on


@dataclass(frozen=True, slots=True)
class Cashier:
    """Who settles which programme's months, and the clock of the moment."""

    programme: Programme
    plan: Plan
    until: Month
    by: str
    now: datetime
    say: Say

    def bill(self) -> None:
        """Issue all months in order."""
        self.say(f"Menerbitkan tagihan {self.plan.first_month} sampai {self.until} ...")
        for month in self._months():
            issue_month(programme_code=self.programme.pk, month=month, by=self.by)

    def collect(self, nips: Mapping[int, str], seed: int) -> None:
        """Record what the banks deliver; `nips` are those of the sponsors by id."""
        owed = [
            Owed(Month.of(row[0]), *row[1:])
            for row in run("demo/list_owed", {"programme": self.programme.pk}).rows
        ]
        pays = {unit.code: unit.pays for unit in self.plan.units}
        by_account = [line for line in owed if pays.get(line.agency_code) == "autodebit"]
        in_one_sum = [line for line in owed if pays.get(line.agency_code) != "autodebit"]
        bank = Bank(random.Random(f"bank {seed}"), self.until)
        self.say("Mencatat pembayaran ...")
        for paper in (*bank.statements(in_one_sum, pays), *bank.autodebits(by_account, nips)):
            self._record(paper)

    def pass_on(self) -> None:
        """Remit what was collected for each month; of the newest a part is still to come."""
        for month in self._months():
            sums = month_money(programme_code=self.programme.pk, month=month)
            kept_rp = self._kept_back_rp(month) if month == self.until else 0
            amount_rp = sums["collected_rp"] - kept_rp
            if amount_rp > 0:
                remit(
                    programme_code=self.programme.pk, month=month, amount_rp=amount_rp,
                    reference=f"BPJS-{month}", remitted_on=month.first_day.replace(day=20),
                    by=self.by,
                )  # fmt: skip

    def _kept_back_rp(self, month: Month) -> int:
        """Return what is collected for one line in sixty of a month in which all cost the same."""
        totals = month_totals(programme_code=self.programme.pk, month=month)
        lines = totals["lines"] // _LINES_PER_KEPT_BACK
        return lines * (totals["total_rp"] // max(1, totals["lines"]))

    def _months(self) -> list[Month]:
        return list(month_range(self.plan.first_month, self.until))

    def _record(self, paper: Paper) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / paper.name
            path.write_text(paper.text, "utf-8")
            batch = receive_file(
                path=path, file_name=paper.name, kind="money", by=self.by, now=self.now,
                programme_code=self.programme.pk, sender="Bank (demo)",
            )  # fmt: skip
            batch = read_batch(
                batch_id=batch.pk, by=self.by, regency_code=self.programme.regency_code,
                today=self.now.date(),
            )  # fmt: skip
        record_statement(batch_id=batch.pk, by=self.by)
