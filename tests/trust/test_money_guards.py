"""Write what the books forbid, in the application's own role: the database refuses each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from payung.billing.models import Bill, Line, Run
from payung.billing.services import close_month, issue_month, reverse_line
from payung.core.period import Month
from payung.payments.models import Allocation, Remittance
from payung.payments.services import remit, withdraw_line
from payung.reconciliation.services import close_month as close
from payung.reconciliation.services import explain, match_month
from tests import factories as make
from tests.papers import STATEMENT, credit, record

SEPTEMBER = make.SEPTEMBER
pytestmark = pytest.mark.django_db

COPY_BILL = """
    INSERT INTO billing_bill (run_id, programme_id, month, agency_id, sequence, lines_count,
                              total_rp, due_date)
    SELECT {run}, {programme}, {month}, agency_id, 9, {count}, {total}, due_date
    FROM billing_bill ORDER BY id LIMIT 1
"""
COPY_LINE = """
    INSERT INTO billing_line (bill_id, position, kind, month, sponsorship_id, person_id, tariff_id,
                              amount_rp, slot, home_agency_id, reporting_agency_id, reason)
    SELECT (SELECT max(id) FROM billing_bill), 1, 'CHARGE', {month}, sponsorship_id, {person},
           {tariff}, {amount}, {slot}, home_agency_id, reporting_agency_id, ''
    FROM billing_line ORDER BY id LIMIT 1
"""


@pytest.fixture(autouse=True)
def _a_billed_month() -> None:
    make.make_sponsorship(sponsor=make.make_sponsor(agency=make.make_agency("bapenda")))
    issue_month(programme_code="kendal", month=SEPTEMBER, by="meja")


def write(statement: str) -> int:
    """Run the statement and ask for what is asked at commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        count = cursor.rowcount
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return count


def refused(statement: str, words: str) -> None:
    with pytest.raises(DatabaseError, match=words):
        write(statement)


def bill(**values: Any) -> str:
    chosen = {
        "run": "run_id", "programme": "programme_id", "month": "month", "count": 1,
        "total": "total_rp", **values,
    }  # fmt: skip
    return COPY_BILL.format(**chosen)


def line(**values: Any) -> str:
    chosen = {
        "month": "month", "person": "person_id", "tariff": "tariff_id", "amount": "amount_rp",
        "slot": 0, **values,
    }  # fmt: skip
    return COPY_LINE.format(**chosen)


def pay() -> None:
    record(STATEMENT, credit(16_800, "BAPENDA SEPTEMBER 2025"))
    assert Allocation.objects.count() == 1


@pytest.mark.parametrize("slot", [1, 2, -1])
def test_C05_a_slot_is_free_only_after_a_reversal(slot: int) -> None:
    refused(f"{bill()}; {line(slot=slot)}", "charged again only after a reversal")
    reverse_line(line_id=Line.objects.get().pk, reason="keliru", by="meja")
    if slot == 1:
        assert write(f"{bill()}; {line(slot=slot)}") == 1
    refused(f"{bill(count=1)}; {line(slot=2)}", "reversal|duplicate")


@pytest.mark.parametrize("values", [{"total": 5}, {"count": 2}, {"count": 0, "total": 0}])
def test_C03_a_bill_without_its_lines_is_not_committed(values: dict[str, int]) -> None:
    refused(bill(**values), "must sum")


def test_C03_a_second_line_like_the_first_is_not_added_to_its_bill() -> None:
    make.make_worker()
    refused(line(person="(SELECT max(id) FROM registry_person)"), "must sum")


@pytest.mark.parametrize(
    ("bills", "lines"),
    [
        ({"total": 1}, {"amount": 1}),
        ({}, {"tariff": "(SELECT min(id) FROM billing_tariff WHERE purse = 'APBD')"}),
        ({}, {"tariff": "(SELECT min(id) FROM billing_tariff WHERE month > '2025-09-01')"}),
        ({}, {"month": "date '2025-10-01'", "slot": 0}),
        ({}, {"person": "(SELECT max(id) FROM registry_person)", "slot": 0}),
    ],
)
def test_C03_a_charge_follows_tariff_person_and_month(
    bills: dict[str, Any], lines: dict[str, Any]
) -> None:
    reverse_line(line_id=Line.objects.get().pk, reason="keliru", by="meja")
    issue_month(programme_code="kendal", month=Month(2026, 10), by="meja")
    make.make_person("Bukan Siapa-siapa")
    refused(f"{bill(**bills)}; {line(**{'slot': 1, **lines})}", "follows its tariff")


def test_M16_nothing_is_billed_to_a_closed_month() -> None:
    reverse_line(line_id=Line.objects.get().pk, reason="keliru", by="meja")
    close_month(programme_code="kendal", month=SEPTEMBER, by="meja")
    refused(f"{bill()}; {line(slot=1)}", "closed")


def test_a_bill_belongs_to_an_issued_run_of_its_month() -> None:
    refused(bill(month="date '2025-10-01'"), "issued run of its month")


@pytest.mark.parametrize("change", ["total_rp = 1", "issued_by = 'lain'", "state = 'PREPARED'"])
def test_an_issued_run_is_never_changed(change: str) -> None:
    refused(f"UPDATE billing_run SET {change}", "never changed")


def test_C19_four_eyes_follow_the_programme_not_the_run() -> None:
    write("""UPDATE registry_programme SET settings = '{"four_eyes": true}'""")
    opened = (
        "INSERT INTO billing_run (programme_id, month, state, prepared_by, issued_by, four_eyes, "
        "lines_count, total_rp) SELECT programme_id, month, 'ISSUED', prepared_by, '{}', false, "
        "lines_count, {} FROM billing_run LIMIT 1"
    )
    refused(opened.format("meja", "total_rp"), "two people")
    refused(opened.format("", "total_rp"), "two people")
    write(opened.format("meja", -1))
    refused(bill(run="(SELECT max(id) FROM billing_run)"), "issued run")
    withdraw_line(line_id=Line.objects.get().pk, reason="keliru", by="meja")


def test_a_reversal_takes_back_exactly_its_charge() -> None:
    back = (
        "INSERT INTO billing_line (bill_id, position, kind, month, sponsorship_id, person_id, "
        "tariff_id, amount_rp, slot, home_agency_id, reporting_agency_id, reason, reverses_id) "
        "SELECT (SELECT max(id) FROM billing_bill), 1, 'REVERSAL', month, sponsorship_id, "
        "person_id, tariff_id, -1, 0, home_agency_id, reporting_agency_id, '', id "
        "FROM billing_line LIMIT 1"
    )
    refused(f"{bill(total=-1)}; {back}", "exactly its charge")


def test_no_more_is_passed_on_than_was_collected() -> None:
    pay()
    passed = (
        "INSERT INTO payments_remittance (programme_id, month, reference, amount_rp, remitted_on, "
        "by) VALUES ('kendal', '2025-09-01', '{}', {}, '2025-09-12', 'meja')"
    )
    refused(passed.format("B1", 16_801), "than was collected")
    assert write(passed.format("B2", 16_800)) == 1
    refused(passed.format("B3", 1), "than was collected")
    refused(passed.format("B4", 1).replace("2025-09-01", "2025-10-01"), "than was collected")
    assert Remittance.objects.count() == 1


def test_no_money_is_set_on_a_line_taken_back() -> None:
    pay()
    withdraw_line(line_id=Line.objects.get().pk, reason="keliru", by="meja")
    refused(
        "INSERT INTO payments_allocation (entry_id, line_id, amount_rp, reason, by) "
        "SELECT entry_id, line_id, amount_rp, '', 'meja' FROM payments_allocation "
        "ORDER BY id LIMIT 1",
        "taken back",
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("months = '[2025-09-01,2025-11-15)', end_reason = 'x'", "end_on_the_first"),
        ("months = '[2025-09-01,2025-11-01)'", "says_why"),
        ("months = 'empty', end_reason = 'x'", "covers the months"),
        ("months = '[2025-10-01,)'", "covers the months"),
        ("months = '[2025-08-01,2025-09-01)', end_reason = 'x'", "covers the months"),
        ("sponsor_id = (SELECT max(id) FROM registry_sponsor)", "covers the months"),
        ("worker_id = (SELECT max(id) FROM registry_worker)", "covers the months"),
    ],
)
def test_a_sponsorship_keeps_what_was_billed_on_it(change: str, words: str) -> None:
    make.make_sponsor()
    make.make_worker()
    refused(f"UPDATE pairing_sponsorship SET {change}", words)


def test_a_sponsorship_whose_charge_was_taken_back_may_be_emptied() -> None:
    reverse_line(line_id=Line.objects.get().pk, reason="keliru", by="meja")
    assert write("UPDATE pairing_sponsorship SET months = 'empty', end_reason = 'x'") == 1


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE reconciliation_match SET totals = '{}'", "never changed"),
        ("UPDATE reconciliation_match SET is_closed = false", "never changed"),
        ("DELETE FROM reconciliation_difference", "stay"),
        ("UPDATE reconciliation_difference SET amount_rp = 0", "stay"),
        (
            "INSERT INTO reconciliation_difference (match_id, kind, amount_rp) "
            "SELECT id, 'UNPAID', 0 FROM reconciliation_match",
            "stay",
        ),
    ],
)
def test_M16_a_closed_comparison_is_frozen(statement: str, words: str) -> None:
    match_month(programme_code="kendal", month=SEPTEMBER, by="meja")
    said = {"kind": "UNPAID", "subject": "*", "outcome": "DITUNGGU", "note": "cuti"}
    explain(programme_code="kendal", month=SEPTEMBER, by="meja", **said)
    close(programme_code="kendal", month=SEPTEMBER, by="meja")
    refused(statement, words)


def test_a_figure_says_where_it_stands_and_keeps_what_it_was() -> None:
    make.make_figure(value=10)
    refused("UPDATE registry_statedfigure SET source = ''", "says_where")
    assert write("UPDATE registry_statedfigure SET value = 11") == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT value::int FROM registry_statedfigureevent")
        assert cursor.fetchall() == [(10,)]


def test_a_nik_and_its_index_change_together() -> None:
    changed = r"UPDATE registry_person SET nik_index = '\x00' WHERE nik_index IS NOT NULL"
    refused(changed, "change together")
    assert write(changed.replace("SET", r"SET nik_sealed = '\x00',")) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registry_personevent")
        assert cursor.fetchone() == (1,)


def test_the_time_of_an_act_is_the_databases() -> None:
    write(
        'INSERT INTO audit_entry (at, by, action, "table", key, reason, detail) '
        "VALUES ('2001-01-01', 'meja', 'x', 'x', 'x', '', '{}')"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT at > now() - interval '1 minute' FROM audit_entry WHERE key = 'x'")
        assert cursor.fetchone() == (True,)


def test_no_session_switches_the_guards_off() -> None:
    switch = (
        "SELECT set_config('pgtrigger.ignore', "
        "(SELECT array_agg(tgname::text)::text FROM pg_trigger), false)"
    )
    refused(f"{switch}; UPDATE billing_run SET total_rp = 1", "never changed")
    refused(f"{switch}; {bill()}", "must sum")


def test_the_services_still_do_all_of_this() -> None:
    pay()
    remit(
        programme_code="kendal", month=SEPTEMBER, reference="B1", amount_rp=16_800,
        remitted_on=date(2025, 9, 12), by="meja",
    )  # fmt: skip
    withdraw_line(line_id=Line.objects.get().pk, reason="keliru", by="meja")
    issue_month(programme_code="kendal", month=SEPTEMBER, by="meja")
    assert (Run.objects.count(), Bill.objects.count(), Line.objects.count()) == (3, 3, 3)
