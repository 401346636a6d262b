"""Read the record of acts."""

from __future__ import annotations

from django.db.models import QuerySet

from payung.audit.models import Entry
from payung.db.sql import run


def entries_about(*, table: str, key: str) -> QuerySet[Entry]:
    """Return the acts on one row, newest first."""
    return Entry.objects.filter(table=table, key=key).order_by("-id")


def first_broken_entry() -> int | None:
    """Return the number of the first entry that does not follow from the one before it."""
    broken: int | None = run("audit/find_broken_entry").scalar()
    return broken
