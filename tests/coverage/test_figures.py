"""Figures of a day: what is counted, over which base, and what is not invented when unknown."""

from __future__ import annotations

from datetime import date

import pytest

from payung.core.period import Month
from payung.coverage.figures import as_json
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
    assert shown["claims"] == {"deaths": 0, "paid_rp": 0}


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
    assert show()["units"]["opd"]["total"] == 38


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
