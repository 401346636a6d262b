"""Whatever happens to the money of a few months, each rupiah is in exactly one place."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

import pytest
from django.db.models import Sum

from payung.billing import selectors as bills
from payung.billing.models import Bill, Line
from payung.billing.services import issue_month
from payung.core.errors import Refused
from payung.core.period import Month
from payung.payments import selectors as money
from payung.payments import services
from payung.payments.models import Allocation, Entry
from payung.reconciliation.services import match_month
from tests import factories as make
from tests.papers import AUTODEBIT, PAYROLL, STATEMENT, credit, debit_of, record

MONTHS = [Month(2026, 2), Month(2026, 3), Month(2026, 4)]
NAMES = ("FEBRUARI", "MARET", "APRIL")
pytestmark = pytest.mark.django_db


class Town:
    """A few sponsored workers, and every act that touches their money."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.agencies = [make.make_agency(f"unit-{name}") for name in ("satu", "dua")]
        self.sponsors = [
            make.make_sponsor(f"ASN {n}", agency=self.chance.choice(self.agencies))
            for n in range(6)
        ]
        for sponsor in (*self.sponsors, *self.sponsors[:2]):
            worker = make.make_worker(sector=self.chance.choice(["other", "transport"]))
            make.make_sponsorship(worker=worker, sponsor=sponsor, month=MONTHS[0])
        self.debits: list[tuple[object, dict[str, object]]] = []

    def acts(self) -> list[Callable[[], object]]:
        return [
            self.issue, self.lump, self.lump, self.debit, self.debit, self.bounce, self.stranger,
            self.assign, self.reverse, self.withdraw, self.withhold, self.remit,
        ]  # fmt: skip

    def issue(self) -> None:
        issue_month(programme_code="kendal", month=self.chance.choice(MONTHS), by="meja")
        services.allocate_open(programme_code="kendal", by="meja")

    def lump(self) -> None:
        unit, month = self.chance.choice(self.agencies).code, self.chance.choice(("", *NAMES))
        record(STATEMENT, credit(self._amount_rp(), f"IURAN {unit} {month} 2026"))

    def debit(self) -> None:
        outcome = self.chance.choice(["SUCCESS", "SUCCESS", "FAILED"])
        row = debit_of(self.chance.choice(self.sponsors), self._amount_rp(), outcome=outcome)
        row["entry_date"] = self.chance.choice(MONTHS).first_day
        self.debits.append((None, row))
        record(AUTODEBIT, row)

    def bounce(self) -> None:
        paid = [row for _, row in self.debits if row["outcome"] == "SUCCESS"]
        if paid:
            record(AUTODEBIT, {**self.chance.choice(paid), "outcome": "FAILED"})

    def stranger(self) -> None:
        record(STATEMENT, credit(self._amount_rp(), "TRF"), credit(-self._amount_rp(), "BIAYA"))

    def assign(self) -> None:
        entry = self.chance.choice([*Entry.objects.filter(is_money=True), None])
        if entry is not None:
            services.assign_entry(
                entry_id=entry.pk, agency_id=self.chance.choice(self.agencies).pk,
                month=self.chance.choice([None, *MONTHS]), reason="kata bendahara", by="meja",
            )  # fmt: skip

    def reverse(self) -> None:
        held = self.chance.choice([*Allocation.objects.filter(amount_rp__gt=0), None])
        if held is not None:
            services.reverse_allocation(allocation_id=held.pk, reason="keliru", by="meja")

    def withdraw(self) -> None:
        line = self.chance.choice([*Line.objects.filter(kind="CHARGE"), None])
        if line is not None:
            services.withdraw_line(line_id=line.pk, reason="keliru", by="meja")

    def withhold(self) -> None:
        sponsor, month = self.chance.choice(self.sponsors), self.chance.choice(MONTHS)
        record(PAYROLL, debit_of(sponsor, self._amount_rp(), paid_month=month, outcome=None))

    def remit(self) -> None:
        services.remit(
            programme_code="kendal", month=self.chance.choice(MONTHS), amount_rp=8_400,
            reference=f"B{self.chance.random()}", remitted_on=date(2026, 5, 1), by="meja",
        )  # fmt: skip

    def _amount_rp(self) -> int:
        return self.chance.choice([8_400, 16_800, 16_800, 33_600, 50_000, 7])


def check(seed: int) -> None:
    """Verify every promise, and that the months together hold what came in, once."""
    promises = {**bills.broken(), **money.broken()}
    assert not any(promises.values()), (seed, promises)
    returned = Entry.objects.filter(returns__isnull=False).values("returns")
    came_in = Entry.objects.filter(is_money=True, amount_rp__gt=0).exclude(pk__in=returned)
    received_rp = came_in.aggregate(sum=Sum("amount_rp"))["sum"] or 0
    billed = [month for month in MONTHS if Bill.objects.filter(month=month).exists()]
    totals = [match_month(programme_code="kendal", month=each, by="meja") for each in billed]
    outside_rp = sum(
        one["left_rp"]
        for one in money.open_credits(programme_code="kendal")
        if Month.of(one["paid_month"] or one["entry_date"]) not in billed
    )
    assert sum(total["received_rp"] for total in totals) + outside_rp == received_rp, seed
    for total in totals:
        kinds = {row["kind"]: row["amount_rp"] for row in total["differences"]}
        open_rp = kinds["UNPAID"] + kinds["SHORT_PAID"]
        assert total["billed_rp"] == total["allocated_rp"] + open_rp, seed


def live(seed: int, steps: int) -> None:
    town = Town(seed)
    acts = town.acts()
    for _ in range(steps):
        try:
            town.chance.choice(acts)()
        except Refused:
            continue
    check(seed)


@pytest.mark.parametrize("seed", range(8))
def test_C24_money_is_conserved_through_random_acts(seed: int) -> None:
    live(seed, steps=30)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 200))
def test_C24_money_is_conserved_through_many_random_acts(seed: int) -> None:
    live(seed, steps=100)
