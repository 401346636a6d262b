"""Read what was received."""

from __future__ import annotations

from payung.intake.models import Batch


def batch(batch_id: int) -> Batch:
    """Return one received file.

    Raises:
        Batch.DoesNotExist: there is none of that number.
    """
    return Batch.objects.get(pk=batch_id)
