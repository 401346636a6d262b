"""Write the record of acts, and check that it is whole."""

from __future__ import annotations

from typing import Any

from payung.audit.models import Entry


def record(
    *,
    by: str,
    action: str,
    table: str,
    key: str,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Append one act to the chain, in the caller's transaction.

    `detail` holds counts and codes, never a NIK, a NIP, a phone number or a name.
    """
    Entry.objects.create(
        by=by, action=action, table=table, key=key, reason=reason, detail=detail or {}
    )
