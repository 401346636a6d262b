"""Read what was received."""

from __future__ import annotations

from payung.intake.models import Batch


def batch(batch_id: int) -> Batch:
    """Return one received file.

    Raises:
        Batch.DoesNotExist: there is none of that number.
    """
    return Batch.objects.get(pk=batch_id)


def same_file(batch: Batch) -> Batch | None:
    """Return the latest earlier batch of the programme that holds the very same file, if any."""
    same = Batch.objects.filter(programme_code=batch.programme_code, sha256=batch.sha256)
    return same.filter(pk__lt=batch.pk).order_by("-pk").first()
