"""Money at the edges of time and size."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from payung.billing.services import issue_month
from payung.core.period import Month
from payung.intake.models import Batch
from payung.payments.models import Entry
from payung.payments.services import record_statement
from payung.reconciliation.services import match_month
from tests import factories as make
from tests.papers import PAYROLL, STATEMENT, credit, debit_of, make_paper, record

pytestmark = pytest.mark.django_db


def bill(*months: Month) -> None:
    make.make_sponsorship()
    for month in months:
        issue_month(programme_code="kendal", month=month, by="meja")


@pytest.mark.parametrize("month", ["2025-12", "2026-01", "2028-02", "2038-01", "2045-12"])
def test_M18_months_far_ahead_are_billed_and_matched(month: str) -> None:
    wanted = Month.parse(month)
    make.make_sponsorship(sponsor=make.make_sponsor(agency=make.make_agency("bapenda")))
    done = issue_month(programme_code="kendal", month=wanted, by="meja")
    text = f"IURAN BAPENDA {wanted.label()}"
    record(STATEMENT, credit(done.total_rp, text, entry_date=wanted.last_day))
    totals = match_month(programme_code="kendal", month=wanted, by="meja")
    assert totals["allocated_rp"] == totals["billed_rp"] == done.total_rp > 0


def test_M05_the_last_day_and_the_first_are_two_months() -> None:
    bill(Month(2025, 9), Month(2025, 10))
    for day, amount_rp in ((date(2025, 9, 30), 1), (date(2025, 10, 1), 10)):
        record(STATEMENT, credit(amount_rp, "TRF", entry_date=day))
    received = [
        match_month(programme_code="kendal", month=month, by="meja")["received_rp"]
        for month in (Month(2025, 9), Month(2025, 10))
    ]
    assert received == [1, 10]


@pytest.mark.parametrize(
    ("received", "day"),
    [
        (datetime(2025, 8, 31, 17, 30, tzinfo=UTC), date(2025, 9, 1)),
        (datetime(2025, 9, 30, 17, tzinfo=UTC) - timedelta(milliseconds=1), date(2025, 9, 30)),
        (datetime(2025, 9, 30, 17, tzinfo=UTC), date(2025, 10, 1)),
    ],
)
def test_M01_money_without_a_day_is_of_the_day_it_came_in_here(
    received: datetime, day: date
) -> None:
    make.make_programme()
    batch = make_paper(PAYROLL, debit_of(make.make_sponsor(), entry_date=None))
    Batch.objects.filter(pk=batch.pk).update(as_of=None, received_at=received)
    record_statement(batch_id=batch.pk, by="meja")
    assert Entry.objects.get().entry_date == day


def test_M15_great_sums_and_money_out_stay_whole_rupiah() -> None:
    bill(make.SEPTEMBER)
    huge_rp = 9_007_199_254_740_993  # the first whole number that a float cannot hold
    rows = [credit(huge_rp, "TRF"), credit(1, "TRF"), credit(-huge_rp, "TRF")]
    assert record(STATEMENT, *rows).unallocated_rp == huge_rp + 1
    totals = match_month(programme_code="kendal", month=make.SEPTEMBER, by="meja")
    assert totals["received_rp"] == huge_rp + 1
