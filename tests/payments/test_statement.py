"""Record money papers: refusals, duplicates, who paid, for which month, and on which lines."""

from __future__ import annotations

from datetime import date

import pytest

from payung.billing.models import Bill, Line
from payung.billing.services import issue_month
from payung.core.errors import Refused
from payung.core.period import Month
from payung.payments import selectors, services
from payung.payments.models import Allocation, Entry
from payung.registry.models import Agency, Sponsor
from tests import factories as make
from tests.papers import AUTODEBIT, PAYROLL, STATEMENT, credit, debit_of, make_paper, record

SEPTEMBER = make.SEPTEMBER
pytestmark = pytest.mark.django_db


def bill(*sponsors: Sponsor, month: Month = SEPTEMBER) -> None:
    for sponsor in sponsors:
        make.make_sponsorship(sponsor=sponsor)
    issue_month(programme_code="kendal", month=month, by="meja")


def staff(count: int, agency: Agency) -> list[Sponsor]:
    return [make.make_sponsor(f"ASN {number:02d}", agency=agency) for number in range(count)]


def paid_positions(agency: Agency, month: Month = SEPTEMBER) -> list[int]:
    lines = Line.objects.filter(bill__agency=agency, month=month, kind="CHARGE").order_by(
        "position"
    )
    return [
        line.position
        for line in lines
        if sum(line.allocations.values_list("amount_rp", flat=True)) == line.amount_rp
    ]


def test_a_list_that_is_not_money_is_refused() -> None:
    make.make_programme()
    batch = make_paper(STATEMENT, credit(1))
    batch.kind = "workers"
    batch.save()
    with pytest.raises(Refused) as refusal:
        services.record_statement(batch_id=batch.pk, by="meja")
    assert refusal.value.code == "PAY-01"


@pytest.mark.parametrize(
    "row",
    [
        {"amount_rp": 0},
        {"amount_rp": None},
        {"status": "refused", "findings": [{"code": "MONEY-02"}, {"code": "NIP-03"}]},
    ],
)
def test_C14_a_paper_with_an_unusable_amount_is_refused_whole(row: dict[str, object]) -> None:
    make.make_programme()
    batch = make_paper(STATEMENT, credit(16_800), {**credit(16_800), **row})
    with pytest.raises(Refused) as refusal:
        services.record_statement(batch_id=batch.pk, by="meja")
    assert refusal.value.code == "PAY-02" and "3" in refusal.value.message
    assert not Entry.objects.exists()


def test_money_of_a_payer_whose_number_is_unreadable_waits() -> None:
    agency = make.make_agency()
    (sponsor,) = staff(1, agency)
    bill(sponsor)
    row = {**debit_of(sponsor), "status": "held", "findings": [{"code": "NUM-05"}]}
    assert record(AUTODEBIT, row) == services.Recorded(1, 0, 16_800, 0)
    assert Entry.objects.get().sponsor is None


def test_an_opening_balance_is_no_money() -> None:
    make.make_programme()
    assert record(STATEMENT, credit(0, "SALDO AWAL"), credit(500)).entries == 1


def test_C07_recording_the_same_batch_again_gives_the_same_receipt() -> None:
    make.make_programme()
    batch = make_paper(STATEMENT, credit(16_800))
    first = services.record_statement(batch_id=batch.pk, by="meja")
    assert services.record_statement(batch_id=batch.pk, by="meja") == first
    assert Entry.objects.count() == 1


def test_C13_overlapping_papers_count_each_line_once() -> None:
    make.make_programme()
    one, two, three = credit(100), credit(100), credit(300)
    assert record(STATEMENT, one, two, one) == services.Recorded(2, 0, 200, 1)
    assert record(STATEMENT, two, three) == services.Recorded(1, 0, 300, 1)
    assert Entry.objects.count() == 3


def test_C13_lines_without_reference_are_told_apart_by_balance_and_occurrence() -> None:
    make.make_programme()
    plain = {"amount_rp": 100, "text": "SETOR", "balance_rp": 100}
    other = {**plain, "balance_rp": 200}
    assert record(STATEMENT, plain, plain, other).entries == 3
    assert record(STATEMENT, plain, plain, plain, other) == services.Recorded(1, 0, 100, 3)


def test_one_reference_with_two_amounts_is_two_lines() -> None:
    make.make_programme()
    assert record(STATEMENT, credit(100, reference="X"), credit(-5, reference="X")).entries == 2


def test_money_out_is_recorded_and_is_no_income() -> None:
    make.make_programme()
    assert record(STATEMENT, credit(-2_500, "BIAYA ADM")) == services.Recorded(1, 0, 0, 0)
    assert selectors.open_credits(programme_code="kendal") == []


def test_C15_unknown_money_waits_and_a_person_says_from_whom() -> None:
    agency = make.make_agency()
    bill(*staff(1, agency))
    assert record(STATEMENT, credit(16_800, "TRF DARI HAMBA ALLAH")).unallocated_rp == 16_800
    entry = Entry.objects.get()
    with pytest.raises(Refused) as refusal:
        services.assign_entry(entry_id=entry.pk, reason="ditelepon", by="meja")
    assert refusal.value.code == "PAY-04"
    set_rp = services.assign_entry(
        entry_id=entry.pk, agency_id=agency.pk, reason="ditelepon", by="meja"
    )
    assert set_rp == 16_800
    assert selectors.open_credits(programme_code="kendal") == []


def test_a_wrong_word_on_money_can_be_corrected() -> None:
    one, two = make.make_agency("satu"), make.make_agency("dua")
    bill(*staff(1, one), *staff(1, two))
    record(STATEMENT, credit(16_800, "IURAN SATU"))
    services.assign_entry(
        entry_id=Entry.objects.get().pk, agency_id=two.pk, reason="salah tulis", by="meja"
    )
    assert (paid_positions(one), paid_positions(two)) == ([], [1])


def test_a_short_lump_pays_whole_lines_in_the_bills_order() -> None:
    agency = make.make_agency("bapenda")
    bill(*staff(5, agency))
    recorded = record(STATEMENT, credit(60_000, "SETORAN IURAN BAPENDA SEPTEMBER 2025"))
    assert recorded == services.Recorded(1, 50_400, 9_600, 0)
    assert paid_positions(agency) == [1, 2, 3]


def test_a_bill_paid_in_two_transfers_is_paid_in_full() -> None:
    agency = make.make_agency("bapenda")
    bill(*staff(3, agency))
    assert record(STATEMENT, credit(20_000, "BAPENDA")).unallocated_rp == 3_200
    assert record(STATEMENT, credit(30_400, "BAPENDA")) == services.Recorded(1, 30_400, 0, 0)
    assert paid_positions(agency) == [1, 2, 3]


def test_C15_what_is_too_much_is_carried_to_the_next_month() -> None:
    agency = make.make_agency("bapenda")
    bill(*staff(1, agency))
    record(STATEMENT, credit(33_600, "IURAN BAPENDA SEPTEMBER 2025"))
    issue_month(programme_code="kendal", month=Month(2025, 10), by="meja")
    assert services.allocate_open(programme_code="kendal", by="meja") == 16_800
    assert paid_positions(agency, Month(2025, 10)) == [1]


def test_C11_money_before_its_bill_is_parked_for_the_month_it_names() -> None:
    agency = make.make_agency("bapenda")
    bill(*staff(1, agency))
    recorded = record(STATEMENT, credit(16_800, "IURAN BAPENDA OKTOBER 2025"))
    assert recorded.unallocated_rp == 16_800
    issue_month(programme_code="kendal", month=Month(2025, 10), by="meja")
    services.allocate_open(programme_code="kendal", by="meja")
    assert (paid_positions(agency), paid_positions(agency, Month(2025, 10))) == ([], [1])


def test_money_without_a_month_pays_the_oldest() -> None:
    agency = make.make_agency("bapenda")
    bill(*staff(1, agency))
    issue_month(programme_code="kendal", month=Month(2025, 10), by="meja")
    record(STATEMENT, credit(16_800, "IURAN BAPENDA"))
    assert paid_positions(agency) == [1]


def test_an_autodebit_pays_the_sponsors_own_workers() -> None:
    agency = make.make_agency()
    one, two = staff(2, agency)
    make.make_sponsorship(sponsor=two)
    bill(one, two)
    recorded = record(
        AUTODEBIT, debit_of(one, outcome="FAILED", note="Saldo kurang"), debit_of(two, 33_600)
    )
    assert recorded == services.Recorded(2, 33_600, 0, 0)
    assert paid_positions(agency) == [2, 3]
    assert not Entry.objects.get(outcome="FAILED").is_money


def test_the_lump_leaves_the_line_of_a_failed_debit_for_last() -> None:
    agency = make.make_agency("bapenda")
    failing, *others = staff(3, agency)
    bill(failing, *others)
    record(AUTODEBIT, debit_of(failing, outcome="FAILED"))
    record(STATEMENT, credit(33_600, "BAPENDA SEPTEMBER 2025"))
    assert paid_positions(agency) == [2, 3]


def test_M07_what_was_paid_before_the_relief_is_credited_whole() -> None:
    agency = make.make_agency()
    (sponsor,) = staff(1, agency)
    bill(sponsor, month=Month(2026, 4))
    assert record(AUTODEBIT, debit_of(sponsor)) == services.Recorded(1, 8_400, 8_400, 0)
    issue_month(programme_code="kendal", month=Month(2026, 5), by="meja")
    assert services.allocate_open(programme_code="kendal", by="meja") == 8_400
    assert selectors.open_credits(programme_code="kendal") == []


def test_two_small_credits_pay_one_dear_month_together() -> None:
    agency = make.make_agency()
    (sponsor,) = staff(1, agency)
    bill(sponsor)
    record(AUTODEBIT, debit_of(sponsor, 8_400))
    assert paid_positions(agency) == []
    record(AUTODEBIT, debit_of(sponsor, 8_400))
    assert paid_positions(agency) == [1]


def test_C16_a_debit_that_comes_back_frees_its_line_and_deletes_nothing() -> None:
    agency = make.make_agency()
    (sponsor,) = staff(1, agency)
    bill(sponsor)
    record(AUTODEBIT, debit_of(sponsor, reference="AD1"))
    back = debit_of(sponsor, reference="AD1", outcome="FAILED", entry_date=date(2025, 9, 6))
    record(AUTODEBIT, back)
    assert paid_positions(agency) == []
    assert list(Allocation.objects.order_by("id").values_list("amount_rp", flat=True)) == [
        16_800,
        -16_800,
    ]
    assert sum(Entry.objects.filter(is_money=True).values_list("amount_rp", flat=True)) == 0
    assert services.allocate_open(programme_code="kendal", by="meja") == 0
    assert record(AUTODEBIT, debit_of(sponsor, reference="AD2")).allocated_rp == 16_800


def test_a_payroll_list_is_no_money_and_says_whose_lines_a_lump_pays() -> None:
    agency = make.make_agency("bapenda")
    one, two, three = staff(3, agency)
    bill(one, two, three)
    record(STATEMENT, credit(33_600, "BAPENDA SEPTEMBER 2025"))
    assert paid_positions(agency) == [1, 2]
    listed = [debit_of(each, paid_month=SEPTEMBER) for each in (one, three)]
    assert record(PAYROLL, *listed) == services.Recorded(2, 0, 0, 0)
    assert paid_positions(agency) == [1, 3]


def test_a_list_before_the_lump_decides_too() -> None:
    agency = make.make_agency("bapenda")
    one, two = staff(2, agency)
    bill(one, two)
    record(PAYROLL, debit_of(two, paid_month=SEPTEMBER))
    recorded = record(STATEMENT, credit(33_600, "BAPENDA SEPTEMBER 2025"))
    assert recorded == services.Recorded(1, 16_800, 16_800, 0)
    assert paid_positions(agency) == [2]


def test_by_statement_the_result_is_an_instruction_and_the_credit_is_the_money() -> None:
    make.make_programme(settings={"autodebit_settles": "BY_STATEMENT"})
    agency = make.make_agency("bapenda")
    one, two, three = staff(3, agency)
    bill(one, two, three)
    results = [debit_of(one, outcome="FAILED"), debit_of(two), debit_of(three)]
    assert record(AUTODEBIT, *results) == services.Recorded(3, 0, 0, 0)
    recorded = record(STATEMENT, credit(33_600, "PEMINDAHBUKUAN AUTODEBET"))
    assert recorded == services.Recorded(1, 33_600, 0, 0)
    assert paid_positions(agency) == [2, 3]


def test_reversing_needs_a_reason_and_happens_once() -> None:
    agency = make.make_agency("bapenda")
    bill(*staff(1, agency))
    record(STATEMENT, credit(10_000, "BAPENDA"), credit(6_800, "BAPENDA"))
    held = Allocation.objects.first()
    assert held is not None
    with pytest.raises(Refused):
        services.reverse_allocation(allocation_id=held.pk, reason=" ", by="meja")
    assert services.reverse_allocation(allocation_id=held.pk, reason="keliru", by="meja") == 2
    with pytest.raises(Refused) as refusal:
        services.reverse_allocation(allocation_id=held.pk, reason="keliru", by="meja")
    assert refusal.value.code == "PAY-07"
    assert paid_positions(agency) == []


def test_withdrawing_a_paid_line_frees_its_money_for_the_next_month() -> None:
    agency = make.make_agency("bapenda")
    bill(*staff(1, agency))
    record(STATEMENT, credit(16_800, "BAPENDA"))
    line = Line.objects.get()
    services.withdraw_line(line_id=line.pk, reason="meninggal", by="meja")
    assert Bill.objects.order_by("sequence").last().total_rp == -16_800
    assert [c["left_rp"] for c in selectors.open_credits(programme_code="kendal")] == [16_800]
    assert services.allocate_open(programme_code="kendal", by="meja") == 0
