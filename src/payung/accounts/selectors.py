"""Read the accounts."""

from __future__ import annotations

from django.db.models import QuerySet

from payung.accounts.models import User


def accounts() -> QuerySet[User]:
    """Return all accounts by name."""
    return User.objects.order_by("username")
