"""Write money: record papers, set money on lines, take it back, pass it on."""

from __future__ import annotations

from payung.payments.services.allocation import (
    allocate_open,
    assign_entry,
    lock_name,
    reverse_allocation,
    withdraw_line,
)
from payung.payments.services.remittance import Remitted, remit
from payung.payments.services.statement import Recorded, record_statement

__all__ = [
    "Recorded",
    "Remitted",
    "allocate_open",
    "assign_entry",
    "lock_name",
    "record_statement",
    "remit",
    "reverse_allocation",
    "withdraw_line",
]
