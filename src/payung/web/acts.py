"""Do what a check page confirmed, once: pressing again or going back finds the same receipt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction

from payung.db.locks import advisory_lock
from payung.web.models import Receipt


def perform(
    *, token: UUID, act: str, programme_code: str, by: str, do: Callable[[], dict[str, Any]]
) -> Receipt:
    """Run `do` under the token's lock and keep what it answers as the receipt of the act.

    Safe to repeat: the second call with a token returns the first one's receipt and runs nothing.
    What `do` refuses leaves no receipt, so the page may be corrected and sent again.
    """
    with transaction.atomic():
        advisory_lock(f"web.receipt.{token}")
        done = Receipt.objects.filter(token=token, programme_code=programme_code).first()
        if done is not None:
            return done
        return Receipt.objects.create(
            token=token, act=act, programme_code=programme_code, by=by, details=do()
        )
