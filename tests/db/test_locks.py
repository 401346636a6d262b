"""One writer at a time: a second process waits for the first one's transaction."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection, transaction

from payung import environment
from payung.db.cluster import APPLICATION, Cluster
from payung.db.locks import advisory_lock, lock_number


def test_numbers_fit_postgresql_and_differ() -> None:
    numbers = {lock_number(f"billing {month}") for month in range(1000)}
    assert len(numbers) == 1000
    assert all(-(2**63) <= number < 2**63 for number in numbers)


@pytest.mark.django_db(transaction=True)
def test_a_lock_needs_a_transaction() -> None:
    with pytest.raises(RuntimeError):
        advisory_lock("billing 2025-09")


@pytest.mark.django_db(transaction=True)
def test_a_lock_is_held_until_the_transaction_ends() -> None:
    name = connection.settings_dict["NAME"]
    take = "SELECT pg_try_advisory_lock(%s)"
    number = [lock_number("billing 2025-09")]
    address = Cluster(environment.home()).url(APPLICATION, name)
    with psycopg.connect(address, autocommit=True) as other:
        with transaction.atomic():
            advisory_lock("billing 2025-09")
            assert other.execute(take, number).fetchone() == (False,)
        assert other.execute(take, number).fetchone() == (True,)
