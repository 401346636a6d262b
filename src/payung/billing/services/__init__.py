"""Write bills: issue and approve a month, take a charge back, close a month."""

from __future__ import annotations

from payung.billing.services.closing import close_month
from payung.billing.services.issue import (
    Issued,
    approve_month,
    issue_month,
    issue_months,
    prepare_month,
)
from payung.billing.services.reverse import Reversed, reverse_line

__all__ = [
    "Issued",
    "Reversed",
    "approve_month",
    "close_month",
    "issue_month",
    "issue_months",
    "prepare_month",
    "reverse_line",
]
