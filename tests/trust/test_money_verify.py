"""Break what the guards protect, behind their back, and see that verifying finds it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from click.testing import CliRunner
from django.db import connection

from payung.billing.services import issue_month
from payung.cli import _django
from payung.cli.verify import verify
from payung.payments.services import remit
from tests import factories as make
from tests.database import as_owner
from tests.papers import STATEMENT, credit, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_paid_month(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_django, "setup", lambda: False)
    agency = make.make_agency("bapenda")
    for _ in range(3):
        make.make_sponsorship(sponsor=make.make_sponsor(agency=agency))
    issue_month(programme_code="kendal", month=make.SEPTEMBER, by="meja")
    record(STATEMENT, credit(40_000, "BAPENDA SEPTEMBER 2025"))
    remit(
        programme_code="kendal", month=make.SEPTEMBER, reference="B1", amount_rp=33_600,
        remitted_on=date(2025, 9, 12), by="meja",
    )  # fmt: skip


@contextmanager
def guards_off() -> Iterator[None]:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = origin")


def failing() -> set[str]:
    told = CliRunner().invoke(verify, ["--json"])
    answer = json.loads(told.stdout)
    found = {check["name"] for check in answer["checks"] if not check["ok"]}
    assert answer["ok"] is not bool(found)
    assert told.exit_code == int(bool(found))
    return found


def test_an_untouched_ledger_holds() -> None:
    assert failing() == set()


@pytest.mark.parametrize(
    ("statement", "checks"),
    [
        ("UPDATE billing_bill SET total_rp = total_rp + 1", {"billing_bills"}),
        ("UPDATE billing_bill SET lines_count = 2", {"billing_bills"}),
        (
            "DELETE FROM billing_line WHERE position = 3",
            {"billing_bills"},
        ),
        (
            "UPDATE billing_line SET person_id = (SELECT max(person_id) FROM billing_line), "
            "slot = position",
            {"billing_charges"},
        ),
        (
            "UPDATE billing_line SET kind = 'REVERSAL', amount_rp = -16800, "
            "reverses_id = (SELECT min(id) FROM billing_line) WHERE position = 3",
            {"billing_bills", "billing_reversals", "payments_lines"},
        ),
        ("UPDATE billing_line SET tariff_id = -1 WHERE position = 3", {"billing_orphans"}),
        ("DELETE FROM billing_run", {"billing_orphans"}),
        (
            "UPDATE payments_entry SET amount_rp = 20000",
            {"payments_entries"},
        ),
        ("UPDATE payments_entry SET is_money = false", {"payments_entries", "payments_balance"}),
        (
            "UPDATE payments_allocation SET amount_rp = 100",
            {"payments_lines", "payments_remittances"},
        ),
        ("DELETE FROM payments_allocation", {"payments_remittances"}),
        (
            "UPDATE payments_remittance SET amount_rp = 33601",
            {"payments_remittances"},
        ),
        (
            "UPDATE payments_allocation SET entry_id = -1",
            {"payments_balance", "payments_orphans"},
        ),
        (
            "INSERT INTO pairing_sponsorship (programme_id, worker_id, sponsor_id, purse, months, "
            "method, opened_by, end_reason) SELECT programme_id, worker_id, sponsor_id, purse, "
            "'[2025-12-01,)', method, 'x', '' FROM pairing_sponsorship LIMIT 1",
            {"pairing_sponsorships"},
        ),
        ("UPDATE audit_entry SET detail = '{}' WHERE id = 2", {"audit_chain"}),
        ("DELETE FROM audit_entry WHERE id = 2", {"audit_chain"}),
    ],
)
def test_each_break_is_found(statement: str, checks: set[str]) -> None:
    with guards_off(), connection.cursor() as cursor:
        if "pairing_sponsorship" in statement:
            cursor.execute(
                "ALTER TABLE pairing_sponsorship "
                "DROP CONSTRAINT one_sponsorship_per_worker_month_and_purse"
            )
        cursor.execute(statement)
        assert cursor.rowcount
    assert failing() == checks
