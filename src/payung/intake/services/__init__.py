"""Everything that writes in this room: receive a file, read its rows, keep the books on it."""

from payung.intake.services.bookkeeping import (
    expire_batches,
    mark_applied,
    mark_interrupted,
    record_counts,
    remember_mapping,
)
from payung.intake.services.receiving import Bounds, read_batch, receive_file

__all__ = [
    "Bounds",
    "expire_batches",
    "mark_applied",
    "mark_interrupted",
    "read_batch",
    "receive_file",
    "record_counts",
    "remember_mapping",
]
