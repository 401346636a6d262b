"""How long the server needs for the desk's busiest pages at a regency's size."""

from __future__ import annotations

from benchmarks import filling, ground
from benchmarks.billing import MONTH, issue
from benchmarks.measure import Measure, middle

WORKERS, SPONSORS = 20_000, 10_345
_TIMES = 9
_PAGES = {"home page": "home", "workers page": "workers", "sponsors page": "sponsors"}


def measure() -> list[Measure]:
    """Return the milliseconds of each page, signed in, without the network."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from payung.accounts.models import User

    ground.clear()
    filling.registers(workers=WORKERS, sponsors=SPONSORS, from_month=MONTH)
    issue(MONTH)
    filling.payments(MONTH)
    filling.insurer_list(MONTH, batch=1)
    ground.settle()
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    client.force_login(User.objects.create_user("bench"))
    return [
        Measure(title, WORKERS, _took_ms(client, reverse(f"desk:{name}", args=[ground.PROGRAMME])),
                "ms")
        for title, name in _PAGES.items()
    ]  # fmt: skip


def _took_ms(client: object, address: str) -> float:
    def look() -> None:
        answer = client.get(address)  # type: ignore[attr-defined]
        if answer.status_code != 200:
            raise ValueError(f"{address} answered {answer.status_code}")

    look()
    return middle(look, _TIMES) * 1000
