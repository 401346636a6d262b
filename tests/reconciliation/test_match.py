"""Match a month, explain what does not agree, close it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payung.billing.models import Bill, Line
from payung.billing.services import issue_month
from payung.core.errors import Refused
from payung.core.period import Month
from payung.db.sealing import unseal
from payung.pairing.models import Sponsorship
from payung.payments.services import remit, withdraw_line
from payung.reconciliation import selectors, services
from payung.reconciliation.models import Difference, Match
from payung.registry.models import Agency, Worker
from tests import factories as make
from tests.papers import AUTODEBIT, STATEMENT, credit, debit_of, record

SEPTEMBER = make.SEPTEMBER
pytestmark = pytest.mark.django_db


def nik_of(worker: Worker) -> str:
    assert worker.person.nik_sealed is not None
    return unseal(worker.person.nik_sealed, "registry_person.nik_sealed")


def bill(count: int, agency: Agency | None = None) -> list[Sponsorship]:
    agency = agency or make.make_agency("bapenda")
    made = [
        make.make_sponsorship(sponsor=make.make_sponsor(f"ASN {number:02d}", agency=agency))
        for number in range(count)
    ]
    issue_month(programme_code="kendal", month=SEPTEMBER, by="meja")
    return made


def match() -> dict[str, Any]:
    return services.match_month(programme_code="kendal", month=SEPTEMBER, by="meja")


def counts(totals: dict[str, Any]) -> dict[str, tuple[int, int]]:
    return {
        one["kind"]: (one["count"], one["amount_rp"])
        for one in totals["differences"]
        if one["count"]
    }


def test_a_month_without_bills_is_not_compared() -> None:
    make.make_programme()
    with pytest.raises(Refused) as refusal:
        match()
    assert refusal.value.code == "REC-04" and not Match.objects.exists()


def test_every_kind_is_named_and_what_agrees_with_zero() -> None:
    bill(1)
    record(STATEMENT, credit(16_800, "BAPENDA SEPTEMBER 2025"))
    remit_rp(16_800, "B1")
    totals = match()
    assert {one["count"] for one in totals["differences"]} == {0}
    assert {"UNPAID", "SHORT_PAID", "COLLECTED_NOT_REMITTED", "PAID_NOT_ACTIVE"} < {
        one["kind"] for one in totals["differences"]
    }
    assert totals["billed_rp"] == totals["received_rp"] == 16_800


def test_without_a_list_nothing_is_said_of_the_insurer() -> None:
    bill(2)
    record(STATEMENT, credit(16_800, "BAPENDA SEPTEMBER 2025"))
    totals = match()
    assert counts(totals) == {"SHORT_PAID": (1, 16_800), "COLLECTED_NOT_REMITTED": (1, 16_800)}
    assert totals["confirmed_workers"] == 0


def test_every_kind_of_disagreement_is_named() -> None:
    lapsed, absent, late, fine, unpaid = (one.worker for one in bill(5))
    record(AUTODEBIT, debit_of(unpaid.sponsorship_set.get().sponsor, outcome="FAILED"))
    record(STATEMENT, credit(4 * 16_800, "BAPENDA SEPTEMBER 2025"), credit(250, "HAMBA ALLAH"))
    record(STATEMENT, credit(1_000, "BAPENDA SEPTEMBER 2025"))
    make.make_insurer_list(
        {
            nik_of(lapsed): {"is_active": False},
            nik_of(late): {"last_paid_month": Month(2025, 8)},
            nik_of(fine): {},
            nik_of(unpaid): {"last_paid_month": Month(2025, 8)},
            make.make_nik(): {},
        }
    )
    totals = match()
    assert counts(totals) == {
        "UNPAID": (1, 16_800),
        "PAID_NOT_ACTIVE": (1, 16_800),
        "PAID_NOT_ON_LIST": (1, 16_800),
        "PAID_NOT_POSTED": (1, 16_800),
        "ON_LIST_NOT_OURS": (1, 0),
        "UNKNOWN_CREDIT": (1, 250),
        "CREDIT_LEFT": (1, 1_000),
        "COLLECTED_NOT_REMITTED": (4, 67_200),
    }
    assert totals["confirmed_workers"] == 1
    assert totals["received_rp"] == totals["allocated_rp"] + totals["unallocated_rp"] == 68_450
    assert absent.pk


def test_an_active_entry_without_months_confirms_up_to_the_lists_month() -> None:
    (one,) = bill(1)
    entry = {nik_of(one.worker): {"last_paid_month": None}}
    make.make_insurer_list(entry, as_of=date(2025, 10, 2))
    assert match()["confirmed_workers"] == 1


def test_the_newest_list_of_the_month_speaks_else_the_first_after_it() -> None:
    make.make_programme()

    def speaking() -> Any:
        found = selectors.speaking_list(programme_code="kendal", month=SEPTEMBER)
        return found and found["id"]

    make.make_insurer_list({}, as_of=date(2025, 8, 31))
    assert speaking() is None
    november = make.make_insurer_list({}, as_of=date(2025, 11, 30))
    assert speaking() == november.pk
    october = make.make_insurer_list({}, as_of=date(2025, 10, 5))
    assert speaking() == october.pk
    make.make_insurer_list({}, as_of=date(2025, 9, 10))
    last = make.make_insurer_list({}, as_of=date(2025, 9, 30))
    assert speaking() == last.pk


def test_matching_again_replaces_the_differences() -> None:
    bill(2)
    assert counts(match()) == {"UNPAID": (2, 33_600)}
    record(STATEMENT, credit(33_600, "BAPENDA SEPTEMBER 2025"))
    assert counts(match()) == {"COLLECTED_NOT_REMITTED": (2, 33_600)}
    assert Match.objects.count() == 1 and Difference.objects.count() == 1


def test_a_remittance_may_not_exceed_what_was_collected() -> None:
    bill(2)
    record(STATEMENT, credit(33_600, "BAPENDA SEPTEMBER 2025"))
    first = remit_rp(16_800, "B1")
    assert (first.remitted_rp, first.open_rp) == (16_800, 16_800)
    with pytest.raises(Refused) as refusal:
        remit_rp(16_801, "B2")
    assert "Rp16.801" in refusal.value.message and "Rp16.800" in refusal.value.message
    assert remit_rp(16_800, "B1") == first
    assert remit_rp(16_800, "B2").open_rp == 0
    assert "COLLECTED_NOT_REMITTED" not in counts(match())


def remit_rp(amount_rp: int, reference: str) -> Any:
    return remit(
        programme_code="kendal", month=SEPTEMBER, reference=reference, amount_rp=amount_rp,
        remitted_on=date(2025, 9, 12), by="meja",
    )  # fmt: skip


def test_an_open_difference_keeps_the_month_open() -> None:
    bill(1)
    with pytest.raises(Refused) as refusal:
        services.close_month(programme_code="kendal", month=SEPTEMBER, by="meja")
    assert refusal.value.code == "REC-05" and "Belum dibayar (1)" in refusal.value.message


def test_an_explained_month_closes_for_good() -> None:
    bill(1)
    match()
    explain()
    closed = services.close_month(programme_code="kendal", month=SEPTEMBER, by="meja")
    assert counts(closed) == {"UNPAID": (1, 16_800)}
    for act in (match, explain):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "REC-01"


def explain(subject: str = "*", note: str = "cuti di luar tanggungan") -> int:
    return services.explain(
        programme_code="kendal", month=SEPTEMBER, kind="UNPAID", subject=subject,
        outcome="DITUNGGU", note=note, by="meja",
    )  # fmt: skip


def test_explaining_needs_something_open_and_words() -> None:
    bill(1)
    match()
    for subject, note, code in (("line:0", "x", "REC-02"), ("*", " ", "REC-03")):
        with pytest.raises(Refused) as refusal:
            explain(subject, note)
        assert refusal.value.code == code
    assert explain(f"line:{Line.objects.get().pk}") == 1
    with pytest.raises(Refused):
        explain()


def test_a_month_without_bills_does_not_close() -> None:
    make.make_programme()
    with pytest.raises(Refused) as refusal:
        services.close_month(programme_code="kendal", month=SEPTEMBER, by="meja")
    assert refusal.value.code == "REC-04"


def test_M16_a_late_correction_stands_in_the_open_month_and_names_its_line() -> None:
    bill(1)
    match()
    explain()
    before = services.close_month(programme_code="kendal", month=SEPTEMBER, by="meja")
    charge = Line.objects.get()
    withdraw_line(line_id=charge.pk, reason="meninggal 28 Agustus", by="meja")
    note = Bill.objects.get(total_rp=-16_800)
    assert note.month == Month(2025, 10)
    assert note.lines.get().reverses == charge
    assert Match.objects.get(month=SEPTEMBER).totals == before
    october = services.match_month(programme_code="kendal", month=Month(2025, 10), by="meja")
    assert october["billed_rp"] == -16_800
