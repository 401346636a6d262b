"""Figures of a day: what is counted, over which base, and what is not invented when unknown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from payung.core.calendar import due_date
from payung.core.errors import Refused
from payung.core.period import Month
from payung.coverage.figures import as_json
from payung.coverage.models import WorkerMonth
from payung.coverage.selectors import figures
from payung.coverage.services import ensure_derived
from tests import factories as make

pytestmark = pytest.mark.django_db
SEPTEMBER = Month(2025, 9)
LAST_DAY = SEPTEMBER.last_day


def show(as_of=LAST_DAY):
    ensure_derived(programme_code="kendal", month=Month.of(as_of))
    return as_json(figures(programme_code="kendal", as_of=as_of))


def test_without_a_stated_base_there_is_no_percent():
    make.make_sponsorship()
    shown = show()
    assert shown["reach"]["numerator"] == 1
    assert shown["reach"]["denominator"] is None
    assert shown["reach"]["percent"] is None
    assert shown["units"]["opd"]["asn"] is None
    assert shown["units"]["opd"]["at_100"] == []


def test_an_empty_programme_has_zeros_and_no_crash():
    make.make_programme()
    shown = show()
    assert shown["reach"]["numerator"] == shown["coverage"]["numerator"] == 0
    assert sum(shown["standing"].values()) == 0
    assert shown["claims"] == {"deaths": None, "paid_rp": None, "as_of": None, "source": ""}


def test_reach_counts_the_sponsorships_of_the_day_over_the_count_in_force():
    make.make_figure(value=10_292, as_of=date(2025, 6, 10))
    make.make_figure(value=10_345, as_of=date(2025, 7, 31))
    make.make_sponsorship(month=Month(2025, 6), until=Month(2025, 7))
    make.make_sponsorship(month=Month(2025, 7))
    june, july, august = (
        show(date(2025, 6, 10))["reach"],
        show(date(2025, 7, 31))["reach"],
        show(date(2025, 8, 15))["reach"],
    )
    assert (june["numerator"], june["denominator"]) == (1, 10_292)
    assert (july["numerator"], july["denominator"]) == (2, 10_345)
    assert (august["numerator"], august["percent"]) == (1, "0.01")
    assert august["source"] == "contoh"
    assert august["definition"] == "reach-1"


def test_two_purses_for_one_worker_reach_one_worker():
    worker = make.make_worker()
    make.make_sponsorship(worker=worker)
    make.make_sponsorship(worker=worker, purse="APBD")
    assert show()["reach"]["numerator"] == 1


def test_units_take_part_by_a_sponsor_and_are_complete_by_their_stated_count():
    diskominfo = make.make_agency("diskominfo", name="Dinas Komunikasi")
    make.make_agency("bapenda")
    patebon = make.make_agency("kec-patebon", kind="KECAMATAN", name="Kecamatan Patebon")
    make.make_figure(value=2, agency=diskominfo)
    make.make_figure(value=1, agency=patebon)
    for agency in (diskominfo, patebon):
        make.make_sponsorship(sponsor=make.make_sponsor(agency=agency))
    units = show()["units"]
    assert units["opd"]["total"] == 2
    assert (units["opd"]["taking_part"], units["opd"]["asn"], units["opd"]["sponsors"]) == (1, 2, 1)
    assert units["opd"]["at_100"] == []
    assert units["kecamatan"]["at_100"] == ["Patebon"]
    assert units["kecamatan"]["workers"] == 1


def test_the_stated_number_of_units_goes_before_the_registered_one():
    make.make_agency()
    make.make_figure("OPD_COUNT", 38)
    opd = show()["units"]["opd"]
    assert (opd["total"], opd["total_as_of"], opd["total_source"]) == (38, "2025-07-31", "contoh")
    assert show()["units"]["kecamatan"]["total_as_of"] is None


def test_a_bagian_counts_with_the_unit_above_it():
    setda = make.make_agency("setda")
    bagian = make.make_agency("bagian-umum", kind="BAGIAN", parent=setda)
    make.make_sponsorship(sponsor=make.make_sponsor(agency=bagian))
    make.make_sponsorship(sponsor=make.make_sponsor(agency=setda))
    units = show()["units"]
    assert units["opd"]["sponsors"] == 2
    assert units["others"]["total"] == 0


def test_coverage_counts_only_whom_the_insurer_confirms_for_the_month():
    niks = {name: make.make_nik() for name in ("paid", "old", "inactive", "stranger")}
    for name in ("paid", "old", "inactive"):
        make.make_worker(nik=niks[name])
    make.make_figure("INFORMAL_WORKERS", 338_681)
    make.make_insurer_list(
        {
            niks["paid"]: {},
            niks["old"]: {"last_paid_month": SEPTEMBER - 1},
            niks["inactive"]: {"is_active": False},
            niks["stranger"]: {},
        }
    )
    shown = show()
    assert shown["coverage"]["numerator"] == 1
    assert shown["coverage"]["denominator"] == 338_681
    assert shown["standing"]["ACTIVE"] == 1
    assert shown["standing"]["REGISTERED"] == 2
    assert shown["death_cover"]["FUNERAL_ONLY"] == 1


def test_a_month_without_its_list_shows_the_last_one_confirmed_and_its_day():
    nik = make.make_nik()
    make.make_worker(nik=nik)
    make.make_figure("INFORMAL_WORKERS", 100)
    make.make_insurer_list({nik: {}}, as_of=date(2025, 9, 30))
    show()
    october = show(date(2025, 10, 10))
    assert october["coverage"]["numerator"] == 1
    assert october["coverage"]["as_of"] == "2025-09-30"
    assert october["standing"]["ACTIVE"] == 1


def test_who_is_billed_no_more_lapses_and_a_remembered_month_stays_as_it_was():
    nik = make.make_nik()
    make.make_worker(nik=nik)
    make.make_insurer_list({nik: {}}, as_of=date(2025, 9, 30))
    later = show(date(2026, 10, 31))
    assert (later["standing"]["ACTIVE"], later["standing"]["LAPSED"]) == (0, 1)
    assert (later["standing_as_of"], later["death_cover"]["NONE"]) == ("2026-10-31", 1)
    september = show()
    assert (september["standing"]["ACTIVE"], september["standing_as_of"]) == (1, "2025-09-30")
    assert september["standing_source"] == "Daftar BPJS per 2025-09-30"


def test_a_month_without_a_bill_is_unpaid_the_day_after_it_is_due():
    nik = make.make_nik()
    make.make_worker(nik=nik)
    make.make_insurer_list({nik: {}}, as_of=date(2025, 9, 30))
    due = due_date(SEPTEMBER + 1)
    assert show(due)["standing"]["ACTIVE"] == 1
    assert show(due + timedelta(days=1))["standing"]["GRACE_1"] == 1


def test_a_month_ten_years_after_all_facts_is_refused():
    make.make_insurer_list({make.make_nik(): {}}, as_of=date(2025, 9, 30))
    with pytest.raises(Refused) as refusal:
        show(date(2090, 1, 31))
    assert refusal.value.code == "COV-01"


def test_a_list_of_a_later_day_tells_nothing_yet():
    nik = make.make_nik()
    make.make_worker(nik=nik)
    make.make_figure("INFORMAL_WORKERS", 100)
    make.make_insurer_list({nik: {}}, as_of=date(2025, 9, 30))
    early = show(date(2025, 9, 10))
    assert (early["coverage"]["numerator"], early["coverage"]["as_of"]) == (0, "2025-09-10")
    assert (early["standing"]["ACTIVE"], early["standing"]["REGISTERED"]) == (0, 1)
    make.make_insurer_list({nik: {"is_active": False}}, as_of=date(2025, 10, 31))
    october = show(date(2025, 10, 20))
    assert (october["coverage"]["numerator"], october["coverage"]["as_of"]) == (1, "2025-09-30")
    assert october["standing"]["ACTIVE"] == 1
    assert show(date(2019, 1, 1))["coverage"]["as_of"] == "2019-01-01"
    assert show(date(2019, 1, 31))["coverage"]["as_of"] == "2019-01-31"


def test_on_its_last_day_a_month_hears_the_list_of_the_month_after():
    nik = make.make_nik()
    make.make_worker(nik=nik)
    make.make_insurer_list({nik: {"last_paid_month": SEPTEMBER}}, as_of=date(2025, 10, 5))
    shown = show()
    assert (shown["coverage"]["numerator"], shown["coverage"]["as_of"]) == (1, "2025-10-05")
    assert show(LAST_DAY - timedelta(days=1))["coverage"]["numerator"] == 0


def test_a_base_and_claims_carry_the_day_they_were_stated():
    make.make_figure(value=10_345, as_of=date(2025, 7, 31))
    make.make_figure("DEATHS", 8, as_of=date(2025, 8, 15))
    shown = show()
    assert shown["reach"]["denominator_as_of"] == "2025-07-31"
    assert shown["reach"]["as_of"] == "2025-09-30"
    assert shown["claims"] == {
        "deaths": 8, "paid_rp": None, "as_of": "2025-08-15", "source": "contoh",
    }  # fmt: skip
    assert show(date(2025, 8, 14))["claims"]["deaths"] is None


def test_an_ended_membership_is_counted_as_ended():
    make.make_worker(until_date=date(2025, 9, 12), end_reason="DIED")
    assert show()["standing"]["ENDED"] == 1
    assert show(date(2025, 8, 31))["standing"]["ENDED"] == 0


def test_deriving_again_without_new_facts_does_nothing():
    make.make_sponsorship()
    assert ensure_derived(programme_code="kendal", month=SEPTEMBER) == 1
    assert ensure_derived(programme_code="kendal", month=SEPTEMBER) == 0
    make.make_worker()
    assert ensure_derived(programme_code="kendal", month=SEPTEMBER) == 1


def test_a_look_at_a_month_before_all_facts_leaves_the_later_ones_alone():
    nik = make.make_nik()
    make.make_worker(nik=nik)
    make.make_insurer_list({nik: {}}, as_of=date(2025, 9, 30))
    assert show(date(2025, 8, 31))["standing"]["ACTIVE"] == 1
    assert show()["standing"]["ACTIVE"] == 1
    assert [row.paid_run_months for row in WorkerMonth.objects.filter(month=SEPTEMBER)] == [1]
