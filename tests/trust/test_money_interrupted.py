"""Bills and money while something goes wrong: a process dies, or two act at once."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from payung.billing.models import Bill, Line
from payung.billing.services import issue_month
from payung.billing.services.issue import lock_month
from payung.core.period import Month
from payung.db.cluster import APPLICATION
from payung.db.locks import advisory_lock
from payung.pairing.models import Sponsorship
from payung.payments.models import Allocation, Entry
from payung.payments.services import lock_name, record_statement
from payung.reconciliation.services import match_month
from payung.registry.models import Person, Worker, WorkerTerm
from tests import factories as make
from tests.papers import STATEMENT, credit, make_paper

pytestmark = pytest.mark.django_db(transaction=True)
SEPTEMBER = make.SEPTEMBER
WORKERS = 2_000
START = """
import sys
import django
django.setup()
from payung.billing.services import issue_month
from payung.core.period import Month
from payung.payments.services import record_statement
print("ready", flush=True)
"""
ISSUE = START + 'issue_month(programme_code="kendal", month=Month.parse(sys.argv[1]), by="meja")'
RECORD = START + 'record_statement(batch_id=int(sys.argv[1]), by="meja")'


def make_many(count: int) -> None:
    """Register sponsored workers of one unit, many at once."""
    agency = make.make_agency("bapenda")
    programme, sponsor = agency.programme, make.make_sponsor(agency=agency)
    people = Person.objects.bulk_create(Person(name=f"Orang {n}") for n in range(count))
    workers = Worker.objects.bulk_create(
        Worker(programme=programme, person=person) for person in people
    )
    WorkerTerm.objects.bulk_create(
        WorkerTerm(worker=worker, from_date=make.LONG_AGO, sector="other", sector_confirmed=True)
        for worker in workers
    )
    Sponsorship.objects.bulk_create(
        Sponsorship(
            programme=programme,
            worker=worker,
            sponsor=sponsor,
            months=(SEPTEMBER.first_day, None),
            opened_by="meja",
        )  # fmt: skip
        for worker in workers
    )


def kill_while(script: str, argument: str, seconds: float, lock: str) -> None:
    """Run the script in a process of its own, and kill that after so many seconds."""
    settings = connection.settings_dict
    address = f"host={settings['HOST']} dbname={settings['NAME']} user={APPLICATION}"
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "payung.config.settings",
        "PAYUNG_DATABASE_URL": address,
    }
    command = [sys.executable, "-c", script, argument]
    child = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(seconds)
    child.kill()
    child.wait()
    child.stdout.close()
    with transaction.atomic():
        advisory_lock(lock)  # held by the dead session until the server has undone its work


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts in threads of their own and return what they returned."""
    answers: list[Any] = []

    def act(one: Callable[[], Any]) -> None:
        try:
            answers.append(one())
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(one,)) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == len(acts)
    return answers


def try_billing_kills(kills: int, seed: int) -> None:
    make_many(WORKERS)
    draw = random.Random(seed)
    month = SEPTEMBER
    for _ in range(kills):
        kill_while(ISSUE, str(month), draw.uniform(0, 0.6), f"billing {month}")
        bills, lines = Bill.objects.filter(month=month), Line.objects.filter(month=month)
        assert (bills.count(), lines.count()) in {(0, 0), (1, WORKERS)}
        done = issue_month(programme_code="kendal", month=month, by="meja")
        assert (done.bills, done.lines) == (1, WORKERS)
        month = month + 1


def try_recording_kills(kills: int, seed: int) -> None:
    make_many(WORKERS)
    issue_month(programme_code="kendal", month=SEPTEMBER, by="meja")
    price_rp = Line.objects.values_list("amount_rp", flat=True)[0]
    draw = random.Random(seed)
    share = WORKERS // kills
    for turn in range(1, kills + 1):
        rows = [credit(price_rp, "BAPENDA SEPTEMBER 2025") for _ in range(share)]
        batch = make_paper(STATEMENT, *rows)
        kill_while(RECORD, str(batch.pk), draw.uniform(0, 0.4), lock_name("kendal"))
        assert Entry.objects.filter(batch_id=batch.pk).count() in {0, share}
        assert Allocation.objects.count() == Entry.objects.count()
        record_statement(batch_id=batch.pk, by="meja")
        assert Allocation.objects.count() == Entry.objects.count() == turn * share


def test_C03_a_killed_billing_leaves_no_half_bill() -> None:
    try_billing_kills(3, seed=20250930)


def test_C12_a_killed_recording_leaves_no_half_paper_and_no_double() -> None:
    try_recording_kills(2, seed=20250930)


@pytest.mark.soak
def test_C03_a_hundred_killed_billings() -> None:
    try_billing_kills(100, seed=1)


@pytest.mark.soak
def test_C12_a_hundred_killed_recordings() -> None:
    try_recording_kills(100, seed=1)


def bill_at_once(times: int) -> None:
    make_many(20)
    for offset in range(times):
        month = SEPTEMBER + offset
        runs = at_once(
            *[lambda m=month: issue_month(programme_code="kendal", month=m, by="meja")] * 2
        )
        assert sorted(run.created for run in runs) == [0, 1]
        assert {(run.bills, run.lines) for run in runs} == {(1, 20)}


def test_C05_two_billings_at_once_make_one_bill() -> None:
    bill_at_once(5)


@pytest.mark.soak
def test_C05_fifty_times() -> None:
    bill_at_once(50)


def test_C13_one_statement_recorded_by_two_people_at_once_counts_once() -> None:
    make_many(20)
    issue_month(programme_code="kendal", month=SEPTEMBER, by="meja")
    rows = [credit(16_800, "BAPENDA SEPTEMBER 2025") for _ in range(10)]
    batches = [make_paper(STATEMENT, *order) for order in (rows, rows[::-1])]
    done = at_once(*[lambda b=batch: record_statement(batch_id=b.pk, by="m") for batch in batches])
    assert sorted((one.entries, one.duplicates) for one in done) == [(0, 10), (10, 0)]
    assert Entry.objects.count() == Allocation.objects.count() == 10


def test_C25_a_match_while_money_comes_in_is_one_moment() -> None:
    make_many(60)
    issue_month(programme_code="kendal", month=SEPTEMBER, by="meja")
    papers = [
        make_paper(STATEMENT, *[credit(16_800, "BAPENDA SEPTEMBER 2025") for _ in range(10)])
        for _ in range(6)
    ]

    def match() -> dict[str, Any]:
        return match_month(programme_code="kendal", month=SEPTEMBER, by="meja")

    acts: list[Callable[[], Any]] = []
    for paper in papers:
        acts += [lambda b=paper: record_statement(batch_id=b.pk, by="meja"), match]
    totals = [answer for answer in at_once(*acts) if isinstance(answer, dict)]
    for one in totals:
        kinds = {row["kind"]: row for row in one["differences"]}
        open_rp = kinds["UNPAID"]["amount_rp"] + kinds["SHORT_PAID"]["amount_rp"]
        assert one["billed_rp"] == one["allocated_rp"] + open_rp == 60 * 16_800
        assert one["allocated_rp"] % 168_000 == 0


def test_C06_a_billing_waits_for_the_one_before_it() -> None:
    make_many(3)
    with transaction.atomic():
        lock_month(SEPTEMBER)
        waiting = threading.Thread(
            target=lambda: at_once(
                lambda: issue_month(programme_code="kendal", month=SEPTEMBER, by="meja")
            )
        )
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive() and not Bill.objects.exists()
        assert issue_month(programme_code="kendal", month=SEPTEMBER + 1, by="meja").created == 1
    waiting.join()
    assert Bill.objects.filter(month=Month(2025, 9)).count() == 1
