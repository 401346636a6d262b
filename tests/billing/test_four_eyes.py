"""Prepare by one person, approve by another, and nothing but what was seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError

from payung.audit.models import Entry as Act
from payung.billing import services
from payung.billing.models import Bill, Run
from payung.core.errors import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _four_eyes() -> None:
    make.make_programme(settings={"four_eyes": True})


def issue(by: str = "penyiap") -> services.Issued:
    return services.issue_month(programme_code="kendal", month=make.SEPTEMBER, by=by)


def approve(by: str = "penyetuju") -> services.Issued:
    return services.approve_month(programme_code="kendal", month=make.SEPTEMBER, by=by)


def refused_code(by: str = "penyetuju") -> str:
    with pytest.raises(Refused) as refusal:
        approve(by)
    return refusal.value.code


def test_a_month_without_sponsorships_prepares_nothing() -> None:
    assert issue() == services.Issued("ISSUED", 0, 0, 0, 0, 0)
    assert not Run.objects.exists()


def test_nothing_prepared_is_nothing_to_approve() -> None:
    assert refused_code() == "BILL-03"


def test_issuing_only_prepares_and_shows_what_it_would_come_to() -> None:
    make.make_sponsorship()
    assert issue() == services.Issued("PREPARED", 1, 1, 16_800, 0, 0)
    assert not Bill.objects.exists()
    assert list(Act.objects.values_list("action", flat=True)) == ["billing.prepare"]


def test_another_person_issues_exactly_that() -> None:
    make.make_sponsorship()
    prepared = issue()
    assert approve() == replace(prepared, state="ISSUED", created=1)
    assert refused_code() == "BILL-03"
    run = Run.objects.get()
    assert (run.prepared_by, run.issued_by, run.state) == ("penyiap", "penyetuju", "ISSUED")
    assert run.issued_at is not None


def test_C19_who_prepared_may_not_approve() -> None:
    make.make_sponsorship()
    issue()
    assert refused_code("penyiap") == "BILL-04"
    assert not Bill.objects.exists()


def test_C19_the_database_refuses_it_too() -> None:
    make.make_sponsorship()
    issue()
    with pytest.raises(IntegrityError, match="four eyes are two people"):
        Run.objects.update(state="ISSUED", issued_by="penyiap")


def test_what_changed_since_must_be_prepared_again() -> None:
    make.make_sponsorship()
    issue()
    make.make_sponsorship()
    assert refused_code() == "BILL-05"
    assert not Bill.objects.exists() and Run.objects.get().state == "PREPARED"
    issue()
    assert approve().total_rp == 33_600
