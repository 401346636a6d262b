"""A desk with invented people in it, and somebody signed in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from payung.accounts.models import User
from payung.billing.services import issue_month
from payung.core.period import Month
from payung.registry.models import Programme
from tests import factories

MONTH = Month(2025, 9)


@pytest.fixture(autouse=True)
def _indonesian() -> Any:
    """Start and leave each test in the pages' first language."""
    from django.utils import translation

    with translation.override("id"):
        yield


@pytest.fixture
def programme(db: None) -> Programme:
    """Return the programme that the pages are about."""
    return factories.make_programme()


@pytest.fixture
def desk(programme: Programme) -> Client:
    """Return a browser signed in as the programme's desk, looking at September 2025."""
    user = User.objects.create_user("meja", password="kalimat sandi meja", programme_code="kendal")
    client = Client()
    client.force_login(user)
    client.get("/kendal/", {"bulan": str(MONTH)})
    return client


@pytest.fixture
def billed(programme: Programme) -> dict[str, Any]:
    """Return a billed September: one unit, two sponsored workers, one who waits."""
    agency = factories.make_agency(programme=programme)
    workers = [
        factories.make_worker(name, programme=programme)
        for name in ("Slamet Contoh", "Ngatini Contoh")
    ]
    sponsors = [
        factories.make_sponsor(f"Pegawai Contoh {number}", agency=agency) for number in (1, 2)
    ]
    for worker, sponsor in zip(workers, sponsors, strict=True):
        factories.make_sponsorship(worker=worker, sponsor=sponsor, month=MONTH)
    waiting = factories.make_worker("Paimin Contoh", programme=programme, sector_confirmed=False)
    issue_month(programme_code="kendal", month=MONTH, by="meja")
    return {"agency": agency, "workers": workers, "sponsors": sponsors, "waiting": waiting}
