"""Close a month for billing."""

from __future__ import annotations

from django.db import transaction

from payung.billing.models import Closing
from payung.billing.services.issue import lock_month
from payung.core.period import Month


@transaction.atomic
def close_month(*, programme_code: str, month: Month, by: str) -> None:
    """Let nothing more be billed to the month; repeating changes nothing.

    Reconciliation decides when a month may close, and keeps the audit entry.
    """
    lock_month(month)
    Closing.objects.get_or_create(programme_id=programme_code, month=month, defaults={"by": by})
