"""Storing lists: refusals first, then what stands in the registers afterwards."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from payung.core.errors import Refused
from payung.core.period import Month
from payung.db.sealing import blind_index, unseal
from payung.intake.models import Batch
from payung.registry.models import (
    InsurerEntry,
    InsurerList,
    Person,
    Sponsor,
    SponsorTerm,
    Worker,
    WorkerTerm,
)
from payung.registry.services import Outcome, apply_batch, decide_row, end_membership, judge_batch
from tests import factories
from tests.registry.lists import AS_OF, NOW, make_list

pytestmark = pytest.mark.django_db
NIK = "3324141403850001"
NIP = "198005172005011001"


def store(batch: Batch) -> Outcome:
    judge_batch(batch_id=batch.pk, by="tester")
    return apply_batch(batch_id=batch.pk, by="tester", now=NOW)


def test_F38_a_stale_preview_is_refused_and_nothing_is_stored() -> None:
    factories.make_programme()
    batch = make_list("workers", [{"nik": NIK}, {"nik": factories.make_nik()}])
    seen = judge_batch(batch_id=batch.pk, by="tester").seal
    factories.make_worker("Orang Lain", nik=NIK)
    with pytest.raises(Refused) as refusal:
        apply_batch(batch_id=batch.pk, by="tester", now=NOW, seen=seen)
    assert refusal.value.code == "REG-22"
    assert Worker.objects.count() == 1


def test_F38_a_decision_on_values_that_changed_since_is_stale() -> None:
    worker = factories.make_worker(nik=NIK)
    batch = make_list("workers", [{"nik": NIK, "income_rp": 900_000}])
    judge_batch(batch_id=batch.pk, by="tester")
    seen = decide_row(batch_id=batch.pk, row_number=2, decision="TAKE", by="tester").seal
    Person.objects.filter(pk=worker.person_id).update(name="Nama Ketiga")
    with pytest.raises(Refused) as refusal:
        apply_batch(batch_id=batch.pk, by="tester", now=NOW, seen=seen)
    assert refusal.value.code == "REG-22"


def test_a_stale_preview_is_judged_anew_where_nobody_looked() -> None:
    factories.make_programme()
    batch = make_list("workers", [{"nik": NIK}, {"nik": factories.make_nik()}])
    factories.make_worker("Orang Lain", nik=NIK)
    outcome = apply_batch(batch_id=batch.pk, by="tester", now=NOW)
    assert (outcome.new, outcome.held) == (1, 1)


def test_new_workers_stand_sealed_with_whom_they_named() -> None:
    factories.make_programme()
    assert (
        store(make_list("workers", [{"nik": NIK, "sponsor_nip": NIP, "purse": "SPONSOR"}])).new == 1
    )
    worker = Worker.objects.select_related("person").get()
    assert unseal(worker.person.nik_sealed, "registry_person.nik_sealed") == NIK
    assert bytes(worker.named_nip_index) == blind_index(NIP, "nip")
    term = worker.terms.get()
    assert (term.kecamatan_code, term.occupation, term.until_date) == ("33.24.14", "nelayan", None)


def test_held_and_refused_rows_store_nothing() -> None:
    factories.make_programme()
    batch = make_list(
        "workers",
        [{"nik": NIK, "status": "held"}, {"nik": factories.make_nik(), "status": "refused"}],
    )
    assert store(batch).accepted == 0
    assert not Person.objects.exists()


def test_F36_storing_a_list_twice_changes_nothing() -> None:
    factories.make_programme()
    batch = make_list("workers", [{"nik": NIK}])
    store(batch)
    again = apply_batch(batch_id=batch.pk, by="tester", now=NOW)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)
    assert Worker.objects.count() == 1


def test_F36_the_same_file_sent_again_changes_nothing() -> None:
    factories.make_agency()
    factories.make_programme()
    for kind, row in (
        ("workers", {"nik": NIK, "sponsor_nip": NIP}),
        ("sponsors", {"nip": NIP}),
        ("participants", {"nik": NIK}),
    ):
        assert store(make_list(kind, [row])).new == 1
        outcome = store(make_list(kind, [row]))
        assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 0, 1)
    counts = [model.objects.count() for model in (WorkerTerm, SponsorTerm, InsurerList)]
    assert counts == [1, 1, 1]


def test_C23_a_person_known_as_a_servant_stays_one_row() -> None:
    person = factories.make_person(nik=NIK)
    factories.make_sponsor(person=person)
    store(make_list("workers", [{"nik": NIK}]))
    assert Worker.objects.get().person_id == person.pk


def test_a_row_taken_closes_the_old_term_and_opens_a_new_one() -> None:
    worker = factories.make_worker("Slamet Contoh", nik=NIK, address="RT 2")
    batch = make_list("workers", [{"nik": NIK, "income_rp": 900_000, "occupation": None}])
    judge_batch(batch_id=batch.pk, by="tester")
    decide_row(batch_id=batch.pk, row_number=2, decision="TAKE", by="tester")
    assert apply_batch(batch_id=batch.pk, by="tester", now=NOW).changed == 1
    old, new = worker.terms.order_by("from_date")
    assert (old.until_date, old.end_reason, old.income_rp) == (AS_OF, "CHANGED", 750_000)
    assert (new.from_date, new.income_rp, new.until_date) == (AS_OF, 900_000, None)
    assert (new.address, new.occupation) == ("RT 2", "nelayan")


def test_a_row_kept_leaves_the_register_as_it_is() -> None:
    worker = factories.make_worker("Slamet Contoh", nik=NIK)
    batch = make_list("workers", [{"nik": NIK, "income_rp": 900_000}])
    judge_batch(batch_id=batch.pk, by="tester")
    outcome = decide_row(batch_id=batch.pk, row_number=2, decision="KEEP", by="tester")
    assert (outcome.held, outcome.unchanged) == (0, 1)
    apply_batch(batch_id=batch.pk, by="tester", now=NOW)
    assert worker.terms.get().income_rp == 750_000


def test_a_list_older_than_the_term_corrects_it_in_place() -> None:
    worker = factories.make_worker(
        "Slamet Contoh", nik=NIK, from_date=date(2025, 10, 1), income_rp=1
    )
    batch = make_list("workers", [{"nik": NIK}])
    judge_batch(batch_id=batch.pk, by="tester")
    decide_row(batch_id=batch.pk, row_number=2, decision="TAKE", by="tester")
    apply_batch(batch_id=batch.pk, by="tester", now=NOW)
    assert worker.terms.get().income_rp == 750_000


def test_a_worker_who_left_comes_back_in_a_new_term() -> None:
    worker = factories.make_worker("Slamet Contoh", nik=NIK)
    end_membership(worker_id=worker.pk, last_day=date(2025, 5, 31), reason="MOVED", by="tester")
    assert store(make_list("workers", [{"nik": NIK}])).changed == 1
    assert [term.from_date for term in worker.terms.order_by("from_date")][-1] == AS_OF


def test_a_servant_who_moved_has_a_second_term_and_keeps_his_number() -> None:
    home = factories.make_agency()
    other = factories.make_agency("bapenda", programme=home.programme)
    sponsor = factories.make_sponsor("Budi Contoh", agency=home, nip=NIP)
    batch = make_list("sponsors", [{"nip": NIP, "agency_name": "BAPENDA"}])
    judge_batch(batch_id=batch.pk, by="tester")
    decide_row(batch_id=batch.pk, row_number=2, decision="TAKE", by="tester")
    apply_batch(batch_id=batch.pk, by="tester", now=NOW)
    old, new = sponsor.terms.order_by("from_date")
    assert (old.end_reason, new.agency_id) == ("MOVED", other.pk)
    assert Sponsor.objects.count() == 1


def test_a_twin_that_was_chosen_is_stored_once_and_its_twin_can_no_longer_be() -> None:
    factories.make_programme()
    batch = make_list("workers", [{"nik": NIK, "income_rp": 1}, {"nik": NIK, "income_rp": 2}])
    judge_batch(batch_id=batch.pk, by="tester")
    decide_row(batch_id=batch.pk, row_number=3, decision="TAKE", by="tester")
    with pytest.raises(Refused) as refusal:
        decide_row(batch_id=batch.pk, row_number=2, decision="TAKE", by="tester")
    assert refusal.value.code == "REG-24"
    apply_batch(batch_id=batch.pk, by="tester", now=NOW)
    assert WorkerTerm.objects.get().income_rp == 2


@pytest.mark.parametrize("row", [{"status": "held"}, {"birth_date": date(1950, 1, 1)}, {}])
def test_only_rows_that_wait_for_it_can_be_decided(row: dict[str, object]) -> None:
    factories.make_programme()
    batch = make_list("workers", [{"nik": NIK, **row}])
    judge_batch(batch_id=batch.pk, by="tester")
    with pytest.raises(Refused) as refusal:
        decide_row(batch_id=batch.pk, row_number=2, decision="TAKE", by="tester")
    assert refusal.value.code == "REG-23"


def test_the_insurers_list_is_kept_as_it_was_sent() -> None:
    factories.make_programme()
    rows = [
        {"nik": NIK, "insurer_status": "INACTIVE", "last_paid_month": Month(2025, 4)},
        {"nik": factories.make_nik(), "last_paid_month": None},
    ]
    assert store(make_list("participants", rows)).new == 2
    kept = InsurerList.objects.get()
    assert (kept.as_of, kept.entries_count) == (AS_OF, 2)
    first, second = InsurerEntry.objects.order_by("row_number")
    assert (first.is_active, first.last_paid_month) == (False, Month(2025, 4))
    assert (second.is_active, second.last_paid_month) == (True, None)


def test_a_later_list_of_the_same_day_is_kept_beside_the_first() -> None:
    factories.make_programme()
    store(make_list("participants", [{"nik": NIK}]))
    outcome = store(make_list("participants", [{"nik": NIK}, {"nik": factories.make_nik()}]))
    assert (outcome.new, outcome.unchanged) == (1, 1)
    assert [kept.entries_count for kept in InsurerList.objects.order_by("id")] == [1, 2]


def test_every_change_of_a_register_is_tracked_with_its_author() -> None:
    factories.make_worker("Slamet Contoh", nik=NIK)
    batch = make_list("workers", [{"nik": NIK, "income_rp": 900_000}])
    judge_batch(batch_id=batch.pk, by="tester")
    decide_row(batch_id=batch.pk, row_number=2, decision="TAKE", by="tester")
    apply_batch(batch_id=batch.pk, by="tester", now=NOW)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT income_rp, metadata ->> 'by' FROM registry_workertermevent AS event "
            "JOIN pghistory_context AS context ON context.id = event.pgh_context_id"
        )
        assert cursor.fetchall() == [(750_000, "tester")]
