"""One writer at a time for one subject, across all processes."""

from __future__ import annotations

import hashlib

from django.db import DEFAULT_DB_ALIAS, connections


def lock_number(name: str) -> int:
    """Return the signed 64-bit number under which PostgreSQL keeps the lock called `name`."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


def advisory_lock(name: str, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Wait for the lock called `name` and hold it until the open transaction ends.

    Raises:
        RuntimeError: no transaction is open, so that the lock would end at once.
    """
    connection = connections[using]
    if not connection.in_atomic_block:
        raise RuntimeError("an advisory lock needs an open transaction")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock_number(name)])
