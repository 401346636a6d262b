"""What the registers make of lists, refusals and holds first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from payung.core.calendar import age_on
from payung.core.errors import Refused
from payung.db.sealing import blind_index
from payung.intake.models import Batch
from payung.registry.models import Judgement, Person
from payung.registry.services import judge_batch
from payung.registry.services.judging import day_of, latest_birth
from tests import factories
from tests.registry.lists import AS_OF, make_list

pytestmark = pytest.mark.django_db
NIK = "3324141403850001"
NIP = "198005172005011001"


def known(**values: object) -> Person:
    return factories.make_person("Slamet Contoh", nik=NIK, **{"sex": "L", **values})


def judged(batch: Batch) -> dict[int, tuple[str, str | None, list[str]]]:
    judge_batch(batch_id=batch.pk, by="tester")
    return {
        row.row_number: (row.status, row.action, [found["code"] for found in row.findings])
        for row in Judgement.objects.filter(batch_id=batch.pk)
    }


def test_a_list_that_is_still_being_read_is_refused() -> None:
    factories.make_programme()
    batch = make_list("workers", [{"nik": NIK}])
    Batch.objects.filter(pk=batch.pk).update(state="READING")
    with pytest.raises(Refused) as refusal:
        judge_batch(batch_id=batch.pk, by="tester")
    assert refusal.value.code == "REG-21"


def test_a_bank_statement_is_refused() -> None:
    factories.make_programme()
    batch = make_list("workers", [{"nik": NIK}])
    Batch.objects.filter(pk=batch.pk).update(kind="money")
    with pytest.raises(Refused) as refusal:
        judge_batch(batch_id=batch.pk, by="tester")
    assert refusal.value.code == "REG-25"


def test_M01_a_list_without_a_day_is_of_the_day_it_came_in_here() -> None:
    factories.make_programme()
    received = datetime(2025, 8, 31, 17, 30, tzinfo=UTC)
    batch = make_list("workers", [{"nik": NIK}])
    assert day_of(batch) == AS_OF
    Batch.objects.filter(pk=batch.pk).update(as_of=None, received_at=received)
    assert day_of(Batch.objects.get(pk=batch.pk)) == date(2025, 9, 1)


def test_plainly_new_rows_need_no_judgement() -> None:
    factories.make_programme()
    batch = make_list("workers", [{"nik": factories.make_nik()} for _ in range(3)])
    outcome = judge_batch(batch_id=batch.pk, by="tester")
    assert (outcome.accepted, outcome.held, outcome.refused, outcome.new) == (3, 0, 0, 3)
    assert not Judgement.objects.exists()


def test_F12_the_same_nik_twice_in_a_list_holds_both_rows_and_names_them() -> None:
    factories.make_programme()
    batch = make_list("workers", [{"nik": NIK}, {"nik": factories.make_nik()}, {"nik": NIK}])
    assert judged(batch) == {2: ("held", "NEW", ["REG-01"]), 4: ("held", "NEW", ["REG-01"])}
    assert Judgement.objects.first().findings[0]["params"] == {"rows": "2, 4"}
    assert Batch.objects.get(pk=batch.pk).held == 2


def test_F12_the_same_nip_twice_in_a_roll_holds_both_rows() -> None:
    factories.make_agency()
    batch = make_list("sponsors", [{"nip": NIP}, {"nip": NIP}])
    assert judged(batch) == {2: ("held", "NEW", ["REG-02"]), 3: ("held", "NEW", ["REG-02"])}


def test_F12_a_refused_twin_does_not_hold_the_right_row() -> None:
    factories.make_programme()
    batch = make_list("workers", [{"nik": NIK}, {"nik": NIK, "status": "refused"}])
    assert judged(batch) == {}


def test_F13_the_same_data_is_accepted_as_unchanged() -> None:
    factories.make_worker(person=known())
    batch = make_list("workers", [{"nik": NIK, "name": "SLAMET CONTOH"}])
    assert judged(batch) == {2: ("accepted", "UNCHANGED", ["REG-03"])}
    assert Batch.objects.get(pk=batch.pk).unchanged == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Slamet Lain"},
        {"birth_date": date(1985, 3, 15)},
        {"kecamatan_code": "33.24.10", "village_code": "33.24.10.2003"},
        {"occupation": "petani"},
        {"income_rp": 900_000},
        {"sector": "transport", "sector_confirmed": True},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_F13_changed_data_is_held_for_a_decision(changed: dict[str, object]) -> None:
    factories.make_worker(person=known())
    batch = make_list("workers", [{"nik": NIK, **changed}])
    assert judged(batch) == {2: ("held", "CHANGED", ["REG-04"])}


@pytest.mark.parametrize("added", [{"sponsor_nip": NIP}, {"purse": "APBD"}, {"address": "RT 1"}])
def test_F13_what_the_register_does_not_know_yet_is_added(added: dict[str, object]) -> None:
    factories.make_worker(person=known())
    batch = make_list("workers", [{"nik": NIK, **added}])
    assert judged(batch) == {2: ("accepted", "CHANGED", ["REG-15"])}


def test_F13_what_a_list_leaves_out_is_no_change() -> None:
    factories.make_worker(person=known())
    left_out = dict.fromkeys(("village_code", "kecamatan_code", "occupation", "income_rp", "sex"))
    batch = make_list("workers", [{"nik": NIK, **left_out}])
    assert judged(batch) == {2: ("accepted", "UNCHANGED", ["REG-03"])}


def test_F13_a_worker_named_by_another_sponsor_is_held_without_his_name() -> None:
    factories.make_worker(person=known(), named_nip="197001012000011001")
    batch = make_list("workers", [{"nik": NIK, "sponsor_nip": NIP}])
    assert judged(batch) == {2: ("held", "CHANGED", ["REG-05"])}
    assert Judgement.objects.get().findings[0]["params"] == {}


def test_F13_a_worker_of_another_programme_is_held() -> None:
    other = factories.make_programme("kab-semarang", regency_code="33.22")
    factories.make_worker(nik=NIK, programme=other)
    factories.make_programme()
    assert judged(make_list("workers", [{"nik": NIK}])) == {2: ("held", "NEW", ["REG-06"])}


def test_a_civil_servant_among_the_workers_is_flagged() -> None:
    factories.make_sponsor(person=factories.make_person(nik=NIK))
    assert judged(make_list("workers", [{"nik": NIK}])) == {2: ("accepted", "NEW", ["REG-12"])}


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        (date(1960, 10, 1), {}),  # 64 years and 11 months
        (date(1960, 9, 30), {2: ("refused", "NEW", ["ELIG-01"])}),  # 65 on day one
        (date(2008, 9, 30), {2: ("accepted", "NEW", ["ELIG-02"])}),
        (date(2007, 9, 30), {}),
        (date(2025, 10, 1), {2: ("held", "NEW", ["ELIG-03"])}),
        (None, {2: ("accepted", "NEW", ["REG-10"])}),
    ],
)
def test_F37_age_is_counted_to_the_day(birth: date | None, expected: dict) -> None:
    factories.make_programme()
    assert judged(make_list("workers", [{"nik": NIK, "birth_date": birth}])) == expected


def test_F37_who_is_registered_already_is_not_refused_for_age() -> None:
    born = date(1955, 1, 1)
    factories.make_worker(person=known(birth_date=born))
    batch = make_list("workers", [{"nik": NIK, "birth_date": born}])
    assert judged(batch) == {2: ("accepted", "UNCHANGED", ["REG-03"])}


@pytest.mark.parametrize("day", [AS_OF, date(2025, 2, 28), date(2024, 2, 29), date(2025, 3, 1)])
def test_F37_the_limit_as_a_birth_date_says_the_same_as_the_age(day: date) -> None:
    born = latest_birth(65, day)
    assert age_on(born, day) >= 65 > age_on(born + timedelta(days=1), day)


def test_an_unknown_unit_is_held_and_the_most_similar_one_proposed() -> None:
    factories.make_agency(name="Dinas Komunikasi dan Informatika")
    batch = make_list(
        "sponsors",
        [
            {"nip": factories.make_nip(), "agency_name": "Dinas Komunikasi & Infomatika"},
            {"nip": factories.make_nip(), "agency_name": "PT Maju"},
            {"nip": factories.make_nip(), "agency_name": None},
            {"nip": factories.make_nip(), "agency_name": "DINAS KOMUNIKASI & INFORMATIKA KENDAL"},
        ],
    )
    found = judged(batch)
    assert [found[row][2] for row in (2, 3, 4)] == [["REG-07"], ["REG-08"], ["REG-09"]]
    assert 5 not in found
    first = Judgement.objects.get(batch_id=batch.pk, row_number=2).findings[0]
    assert first["column"] == "Unit"
    assert first["params"] == {"proposal": "Dinas Komunikasi dan Informatika"}


def test_a_servant_who_moved_is_held_for_a_decision() -> None:
    home = factories.make_agency()
    factories.make_agency("bapenda", programme=home.programme)
    factories.make_sponsor("Budi Contoh", agency=home, nip=NIP)
    batch = make_list("sponsors", [{"nip": NIP, "agency_name": "Bapenda"}])
    assert judged(batch) == {2: ("held", "CHANGED", ["REG-04"])}


def test_a_servant_with_a_new_number_is_held_for_a_decision() -> None:
    home = factories.make_agency()
    person = factories.make_person("Budi Contoh", nik=NIK, birth_date=date(1980, 5, 17))
    factories.make_sponsor(agency=home, person=person)
    batch = make_list("sponsors", [{"nip": NIP, "nik": NIK}])
    assert judged(batch) == {2: ("held", "CHANGED", ["REG-11"])}


def test_participants_that_are_not_ours_are_accepted_and_doubles_held() -> None:
    factories.make_programme()
    batch = make_list("participants", [{"nik": NIK}, {"nik": NIK}, {"nik": factories.make_nik()}])
    assert judged(batch) == {2: ("held", "NEW", ["REG-01"]), 3: ("held", "NEW", ["REG-01"])}


def test_a_row_held_by_the_reading_stays_held() -> None:
    factories.make_worker(person=known())
    batch = make_list("workers", [{"nik": NIK, "status": "held"}])
    assert judged(batch) == {2: ("held", "UNCHANGED", ["REG-03"])}


def test_judging_again_says_the_same_and_forgets_what_no_longer_holds() -> None:
    worker = factories.make_worker(person=known(), income_rp=1)
    batch = make_list("workers", [{"nik": NIK}])
    assert judged(batch) == judged(batch) == {2: ("held", "CHANGED", ["REG-04"])}
    worker.terms.update(income_rp=750_000)
    assert judged(batch) == {2: ("accepted", "UNCHANGED", ["REG-03"])}


def test_findings_never_carry_an_identity_number() -> None:
    factories.make_worker(person=known(), named_nip=NIP)
    batch = make_list("workers", [{"nik": NIK, "sponsor_nip": "197001012000011001"}])
    judge_batch(batch_id=batch.pk, by="tester")
    told = str(list(Judgement.objects.values()))
    assert not any(secret in told for secret in (NIK, NIP, str(blind_index(NIK, "nik"))))
