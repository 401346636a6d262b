"""Named pairs first, then near ones; what is open is not opened twice, what ended stays known."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from payung.billing.services import issue_month
from payung.core.errors import Refused
from payung.core.period import Month
from payung.pairing import services
from payung.pairing.models import Proposal, Sponsorship
from tests.factories import (
    SEPTEMBER,
    make_agency,
    make_nip,
    make_programme,
    make_sponsor,
    make_sponsorship,
    make_worker,
)

pytestmark = pytest.mark.django_db
BY = "meja"


def proposed(month: Month = SEPTEMBER) -> services.proposing.Proposed:
    return services.propose(programme_code="kendal", month=month, by=BY)


def test_a_worker_whom_two_sponsors_pay_is_refused_by_the_database() -> None:
    worker = make_worker()
    make_sponsorship(worker=worker)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_sponsorship(worker=worker, month=Month(2025, 12))


def test_two_purses_may_both_be_recorded() -> None:
    worker = make_worker()
    make_sponsorship(worker=worker)
    make_sponsorship(worker=worker, purse="APBD")
    assert Sponsorship.objects.filter(worker=worker).count() == 2


def test_a_sponsorship_is_never_deleted() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        make_sponsorship().delete()


def test_a_replaced_run_cannot_be_opened() -> None:
    make_programme()
    with pytest.raises(Refused, match="sudah tidak ada"):
        services.open_proposals(run_id=999, by=BY)


def test_an_opened_proposal_can_no_longer_be_changed() -> None:
    nip = make_nip()
    sponsor = make_sponsor(nip=nip)
    make_worker(named_nip=nip)
    services.open_proposals(run_id=proposed().run_id, by=BY)
    proposal = Proposal.objects.get()
    with pytest.raises(Refused):
        services.choose_sponsor(proposal_id=proposal.pk, sponsor_id=sponsor.pk, by=BY)
    with pytest.raises(Refused):
        services.reject_proposal(proposal_id=proposal.pk, reason="salah", by=BY)


def test_a_named_sponsor_comes_first_even_without_room() -> None:
    nip = make_nip()
    sponsor = make_sponsor(nip=nip)
    workers = [make_worker(named_nip=nip) for _ in range(2)]
    found = proposed()
    assert (found.proposed, found.unmatched) == (2, 0)
    rows = Proposal.objects.values_list("worker_id", "sponsor_id", "method")
    assert set(rows) == {(worker.pk, sponsor.pk, "NAMED") for worker in workers}


def test_a_named_sponsor_who_has_left_is_not_proposed() -> None:
    nip = make_nip()
    make_sponsor(nip=nip, until_date=date(2025, 8, 1))
    make_worker(named_nip=nip)
    assert proposed()[1:] == (0, 1)


def test_the_rest_is_near_and_says_why() -> None:
    programme = make_programme()
    make_sponsor(agency=make_agency("far", programme=programme, region_code="33.24.10"))
    near = make_sponsor(agency=make_agency("near", programme=programme, region_code="33.24.14"))
    make_worker(programme=programme)
    proposed()
    proposal = Proposal.objects.get()
    assert proposal.sponsor_id == near.pk
    assert proposal.reason == {"nearness": "SAME_KECAMATAN", "income_rp": 750_000, "risk": 3}


def test_a_sponsor_who_already_pays_has_no_room() -> None:
    make_sponsorship()
    make_worker()
    assert proposed()[1:] == (0, 1)


def test_a_named_purse_needs_no_sponsor() -> None:
    make_worker(named_purse="APBD")
    services.open_proposals(run_id=proposed().run_id, by=BY)
    opened = Sponsorship.objects.get()
    assert (opened.purse, opened.sponsor_id) == ("APBD", None)


def test_proposing_again_replaces_and_opening_again_opens_nothing() -> None:
    make_sponsor()
    make_worker()
    first, second = proposed(), proposed()
    assert not Proposal.objects.filter(run_id=first.run_id).exists()
    assert services.open_proposals(run_id=second.run_id, by=BY).opened == 1
    assert services.open_proposals(run_id=second.run_id, by=BY).opened == 0
    assert proposed()[1:] == (0, 0)


def test_an_end_keeps_the_paid_months() -> None:
    sponsorship = make_sponsorship()
    services.end_sponsorship(
        sponsorship_id=sponsorship.pk,
        last_month=Month(2025, 12),
        reason="SPONSOR_RETIRED",
        by=BY,
    )
    sponsorship.refresh_from_db()
    assert sponsorship.months.upper == date(2026, 1, 1)
    with pytest.raises(Refused):
        services.end_sponsorship(
            sponsorship_id=sponsorship.pk,
            last_month=Month(2026, 3),
            reason="SPONSOR_DIED",
            by=BY,
        )


def test_whoever_was_found_is_known_to_the_registers_until_the_end() -> None:
    sponsor = make_sponsor()
    worker = make_worker()
    services.open_proposals(run_id=proposed().run_id, by=BY)
    worker.refresh_from_db()
    assert bytes(worker.named_nip_index) == bytes(sponsor.nip_index)
    services.end_sponsorship(
        sponsorship_id=Sponsorship.objects.get().pk,
        last_month=SEPTEMBER,
        reason="SPONSOR_RESIGNED",
        by=BY,
    )
    worker.refresh_from_db()
    assert (worker.named_nip_index, worker.named_purse) == (None, "")


def test_an_end_before_billed_months_is_refused() -> None:
    sponsorship = make_sponsorship()
    issue_month(programme_code="kendal", month=SEPTEMBER + 1, by=BY)
    with pytest.raises(Refused) as refusal:
        services.end_sponsorship(
            sponsorship_id=sponsorship.pk, last_month=SEPTEMBER, reason="SPONSOR_DIED", by=BY
        )
    assert refusal.value.code == "PAIR-06"


def test_an_end_before_the_first_month_leaves_nothing_to_pay() -> None:
    sponsorship = make_sponsorship()
    services.end_sponsorship(
        sponsorship_id=sponsorship.pk,
        last_month=SEPTEMBER - 1,
        reason="ENTERED_BY_MISTAKE",
        by=BY,
    )
    sponsorship.refresh_from_db()
    assert sponsorship.months.isempty


def test_an_unknown_reason_to_end_is_refused() -> None:
    with pytest.raises(Refused):
        services.end_sponsorship(
            sponsorship_id=make_sponsorship().pk, last_month=SEPTEMBER, reason="LUPA", by=BY
        )
