"""Act on the database behind the application's back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from payung.db.cluster import APPLICATION, OWNER


@contextmanager
def as_owner() -> Iterator[None]:
    """Hold the owner's rights within the test's transaction, to break what the guards protect."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {OWNER}")
        yield
        cursor.execute(f"SET ROLE {APPLICATION}")
