"""What counts as evidence of a month: enrolled is not protected, collected is not remitted."""

from __future__ import annotations

from datetime import date

import pytest

from payung.billing.models import Line
from payung.billing.services import issue_month, reverse_line
from payung.core.period import Month
from payung.coverage.models import WorkerMonth
from payung.coverage.selectors import figures
from payung.coverage.services import ensure_derived
from payung.payments.models import Allocation, Entry
from payung.payments.services import remit
from tests import factories as make

pytestmark = pytest.mark.django_db
SEPTEMBER = Month(2025, 9)


@pytest.fixture
def niks() -> list[str]:
    """Two workers billed in September, in the order of the bill."""
    programme = make.make_programme()
    niks = [make.make_nik(), make.make_nik()]
    for nik in niks:
        make.make_sponsorship(worker=make.make_worker(programme=programme, nik=nik))
    issue_month(programme_code="kendal", month=SEPTEMBER, by="tester")
    return niks


def pay(count: int) -> None:
    lines = list(Line.objects.filter(kind="CHARGE").order_by("pk"))[:count]
    entry = Entry.objects.create(
        programme_id="kendal",
        source="bank_statement",
        key=f"paid-{count}",
        batch_id=1,
        row_number=1,
        entry_date=date(2025, 9, 5),
        amount_rp=sum(line.amount_rp for line in lines),
        is_money=True,
    )
    for line in lines:
        Allocation.objects.create(entry=entry, line=line, amount_rp=line.amount_rp, by="tester")


def hand_over(amount_rp: int) -> None:
    remit(
        programme_code="kendal",
        month=SEPTEMBER,
        reference=f"r{amount_rp}",
        amount_rp=amount_rp,
        remitted_on=date(2025, 9, 20),
        by="tester",
    )


def derived(month: Month = SEPTEMBER) -> list[tuple[str, str]]:
    ensure_derived(programme_code="kendal", month=month)
    rows = WorkerMonth.objects.filter(month=month.first_day).order_by("worker_id")
    return [(row.evidence, row.standing) for row in rows]


def test_billed_is_nothing_yet_while_the_month_runs(niks):
    assert derived() == [("NONE", "REGISTERED")] * 2


def test_collected_money_alone_protects_nobody(niks):
    pay(2)
    assert derived() == [("PAID", "REGISTERED")] * 2


def test_remitted_money_counts_for_the_lines_it_covers_first_paid_first(niks):
    pay(2)
    hand_over(Line.objects.first().amount_rp)
    assert derived() == [("REMITTED", "ACTIVE"), ("PAID", "REGISTERED")]


def test_the_insurers_word_goes_before_our_money(niks):
    pay(2)
    hand_over(2 * Line.objects.first().amount_rp)
    make.make_insurer_list({niks[0]: {}, niks[1]: {"is_active": False}})
    assert derived() == [("CONFIRMED", "ACTIVE"), ("REMITTED", "REGISTERED")]


def test_a_list_without_months_confirms_the_month_it_is_of(niks):
    make.make_insurer_list({nik: {"last_paid_month": None} for nik in niks})
    assert derived() == [("CONFIRMED", "ACTIVE")] * 2


def test_money_taken_off_a_reversed_line_is_no_evidence(niks):
    pay(1)
    assert derived()[0][0] == "PAID"
    given = Allocation.objects.get()
    Allocation.objects.create(
        entry=given.entry, line=given.line, amount_rp=-given.amount_rp, reverses=given, by="tester"
    )
    reverse_line(line_id=given.line_id, reason="salah", by="tester")
    assert derived()[0] == ("NONE", "REGISTERED")


def test_a_month_left_unpaid_is_unpaid_once_the_next_one_is_billed(niks):
    pay(2)
    hand_over(2 * Line.objects.first().amount_rp)
    assert derived() == [("REMITTED", "ACTIVE")] * 2
    for month in (SEPTEMBER + 1, SEPTEMBER + 2):
        issue_month(programme_code="kendal", month=month, by="tester")
    assert derived(SEPTEMBER + 1) == [("NONE", "GRACE_1")] * 2
    assert derived(SEPTEMBER + 2) == [("NONE", "GRACE_1")] * 2


def test_an_open_month_stays_as_it_was_and_is_unpaid_for_the_next(niks):
    pay(2)
    hand_over(2 * Line.objects.first().amount_rp)
    issue_month(programme_code="kendal", month=SEPTEMBER + 1, by="tester")
    assert derived(SEPTEMBER + 1) == [("NONE", "ACTIVE")] * 2
    ensure_derived(programme_code="kendal", month=SEPTEMBER + 2)
    november = figures(programme_code="kendal", as_of=(SEPTEMBER + 2).last_day).standings
    assert november.standing["GRACE_2"] == 2
    october = figures(programme_code="kendal", as_of=(SEPTEMBER + 1).last_day).standings
    assert october.standing["ACTIVE"] == 2
