"""Bill a month, again, in part, ahead, and with four eyes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payung.audit.models import Entry as Act
from payung.billing import services
from payung.billing.models import Bill, Line, Run, Tariff
from payung.core.errors import Refused
from payung.core.period import Month
from tests import factories as make

SEPTEMBER = make.SEPTEMBER
pytestmark = pytest.mark.django_db


def issue(month: Month = SEPTEMBER, by: str = "meja") -> services.Issued:
    return services.issue_month(programme_code="kendal", month=month, by=by)


def test_an_unknown_programme_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        services.issue_month(programme_code="antah", month=SEPTEMBER, by="meja")
    assert refusal.value.code == "REG-20"


def test_a_month_without_sponsorships_makes_no_run() -> None:
    make.make_programme()
    assert issue() == services.Issued("ISSUED", 0, 0, 0, 0, 0)
    assert not Run.objects.exists() and not Act.objects.exists()


def test_a_closed_month_is_not_billed() -> None:
    make.make_sponsorship()
    services.close_month(programme_code="kendal", month=SEPTEMBER, by="meja")
    with pytest.raises(Refused) as refusal:
        issue()
    assert refusal.value.code == "BILL-02"
    assert not Bill.objects.exists()


def test_one_bill_per_collecting_agency_with_frozen_units() -> None:
    setda = make.make_agency("setda")
    bagian = make.make_agency("bagian-hukum", kind="BAGIAN", collector=setda, reporter=setda)
    for _ in range(2):
        make.make_sponsorship(sponsor=make.make_sponsor(agency=bagian))
    make.make_sponsorship(sponsor=make.make_sponsor(agency=make.make_agency("bapenda")))
    assert issue() == services.Issued("ISSUED", 2, 3, 50_400, 2, 0)
    bill = Bill.objects.get(agency=setda)
    assert (bill.lines_count, bill.total_rp, bill.sequence) == (2, 33_600, 1)
    line = bill.lines.get(position=1)
    assert (line.home_agency, line.reporting_agency) == (bagian, setda)
    assert line.tariff.references


def test_C05_repeating_bills_nobody_twice() -> None:
    make.make_sponsorship()
    first = issue()
    again = issue()
    assert (first.created, first.already) == (1, 0)
    assert again == services.Issued("ISSUED", 1, 1, 16_800, 0, 1)
    assert Run.objects.count() == 1


def test_C06_who_joins_later_gets_a_supplementary_bill() -> None:
    agency = make.make_agency()
    make.make_sponsorship(sponsor=make.make_sponsor(agency=agency))
    issue()
    make.make_sponsorship(sponsor=make.make_sponsor(agency=agency))
    assert issue() == services.Issued("ISSUED", 2, 2, 33_600, 1, 1)
    assert list(Bill.objects.order_by("sequence").values_list("sequence", "lines_count")) == [
        (1, 1),
        (2, 1),
    ]


def test_C06_the_state_on_the_first_of_the_month_decides() -> None:
    worker = make.make_worker()
    make.make_sponsorship(worker=worker, until=Month(2025, 8), month=Month(2025, 1))
    gone = make.make_worker(until_date=date(2025, 9, 1), end_reason="DIED")
    make.make_sponsorship(worker=gone)
    retired = make.make_sponsor(until_date=date(2025, 9, 1))
    make.make_sponsorship(sponsor=retired)
    staying = make.make_worker(until_date=date(2025, 9, 2))
    make.make_sponsorship(worker=staying)
    assert issue().lines == 1
    assert Line.objects.get().person == staying.person


def test_one_charge_a_month_whatever_the_purse() -> None:
    worker = make.make_worker()
    make.make_sponsorship(worker=worker, purse="APBD")
    make.make_sponsorship(worker=worker, purse="CSR")
    mine = make.make_sponsorship(worker=worker)
    assert issue().lines == 1
    assert Line.objects.get().sponsorship == mine


def test_a_person_in_two_programmes_is_charged_once() -> None:
    worker = make.make_worker()
    make.make_sponsorship(worker=worker)
    other = make.make_programme("kab-semarang")
    twin = make.make_worker(programme=other, person=worker.person)
    sponsor = make.make_sponsor(agency=make.make_agency("disnaker", programme=other))
    make.make_sponsorship(worker=twin, sponsor=sponsor)
    assert issue().lines == 1
    assert services.issue_month(programme_code=other.code, month=SEPTEMBER, by="m").lines == 0


def test_a_public_purse_is_billed_to_the_labour_office_or_the_kecamatan() -> None:
    patebon = make.make_agency("patebon", kind="KECAMATAN", region_code="33.24.14")
    make.make_sponsorship(purse="APBD")
    issue()
    assert Bill.objects.get().agency == patebon
    office = make.make_agency("disperinaker")
    patebon.programme.settings = {"labour_office": office.code}
    patebon.programme.save()
    issue(Month(2025, 10))
    line = Line.objects.get(month=Month(2025, 10))
    assert (line.bill.agency, line.home_agency) == (office, patebon)


@pytest.mark.parametrize(
    ("month", "sector", "confirmed", "purse", "expected_rp"),
    [
        ("2025-12", "transport", True, "SPONSOR", 16_800),
        ("2026-01", "transport", True, "SPONSOR", 8_400),
        ("2026-01", "transport", False, "SPONSOR", 16_800),
        ("2026-01", "other", True, "SPONSOR", 16_800),
        ("2026-03", "other", True, "SPONSOR", 16_800),
        ("2026-04", "other", True, "SPONSOR", 8_400),
        ("2026-04", "transport", False, "SPONSOR", 8_400),
        ("2026-12", "other", False, "SPONSOR", 8_400),
        ("2026-12", "other", True, "APBD", 16_800),
        ("2027-01", "other", True, "SPONSOR", 16_800),
        ("2027-03", "transport", True, "SPONSOR", 8_400),
        ("2027-03", "transport", False, "SPONSOR", 16_800),
        ("2027-04", "transport", True, "SPONSOR", 16_800),
    ],
)
def test_M06_a_line_costs_what_month_sector_and_purse_say(
    month: str, sector: str, confirmed: bool, purse: str, expected_rp: int
) -> None:
    make.make_agency("patebon", kind="KECAMATAN", region_code="33.24.14")
    worker = make.make_worker(sector=sector, sector_confirmed=confirmed)
    make.make_sponsorship(worker=worker, purse=purse)
    assert issue(Month.parse(month)).total_rp == expected_rp


def test_several_months_ahead_are_priced_one_by_one() -> None:
    make.make_sponsorship()
    done = services.issue_months(
        programme_code="kendal", month=Month(2026, 11), months=3, by="meja"
    )
    assert [each.total_rp for each in done] == [8_400, 8_400, 16_800]


def test_months_ahead_are_billed_all_or_none() -> None:
    make.make_sponsorship()
    services.close_month(programme_code="kendal", month=Month(2025, 11), by="meja")
    with pytest.raises(Refused):
        services.issue_months(programme_code="kendal", month=SEPTEMBER, months=3, by="meja")
    assert not Run.objects.exists()


def test_a_month_too_far_ahead_is_refused() -> None:
    make.make_sponsorship()
    ask: dict[str, Any] = {"programme_code": "kendal", "by": "meja", "today": date(2025, 9, 30)}
    with pytest.raises(Refused) as refusal:
        services.issue_month(month=Month(2026, 10), **ask)
    assert refusal.value.code == "BILL-09" and "2026-09" in refusal.value.message
    assert services.issue_month(month=Month(2026, 9), **ask).created == 1
    make.make_programme().__class__.objects.update(settings={"months_ahead": 0})
    with pytest.raises(Refused):
        services.issue_month(month=Month(2025, 10), **ask)


def test_the_declared_income_decides_where_the_programme_says_so() -> None:
    make.make_programme(settings={"base_income": "DECLARED"})
    make.make_sponsorship(worker=make.make_worker(income_rp=1_200_000))
    make.make_sponsorship(worker=make.make_worker(income_rp=None))
    issue()
    incomes = Line.objects.values_list("tariff__base_income_rp", flat=True)
    assert sorted(incomes) == [1_000_000, 1_200_000]


def test_the_order_of_a_bill_is_home_unit_then_sponsor_then_worker() -> None:
    setda = make.make_agency("setda")
    for code, names in {"bagian-b": ["Zul", "adi"], "bagian-a": ["Mira"]}.items():
        unit = make.make_agency(code, kind="BAGIAN", collector=setda)
        for name in names:
            make.make_sponsorship(sponsor=make.make_sponsor(name, agency=unit))
    issue()
    names = Line.objects.order_by("position").values_list(
        "sponsorship__sponsor__person__name", flat=True
    )
    assert list(names) == ["Mira", "adi", "Zul"]


def test_who_joined_after_the_first_is_billed_by_the_first_term() -> None:
    agency = make.make_agency()
    sponsor = make.make_sponsor(agency=agency, from_date=date(2026, 11, 23))
    worker = make.make_worker(from_date=date(2026, 11, 23))
    make.make_sponsorship(worker=worker, sponsor=sponsor)
    assert issue().lines == 1


def test_the_tariff_is_stored_once_and_never_changed() -> None:
    make.make_sponsorship()
    issue()
    rows = Tariff.objects.count()
    issue()
    assert Tariff.objects.count() == rows
