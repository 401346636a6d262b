"""Take a charge back. What was issued stays: a credit note carries the reversing line."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from payung.audit.services import record
from payung.billing import selectors
from payung.billing.models import Line
from payung.billing.services.issue import lock_month
from payung.core.calendar import due_date
from payung.core.finding import refusal
from payung.core.period import Month
from payung.db.sql import run


@dataclass(frozen=True, slots=True)
class Reversed:
    """The credit note's bill and line, and the month it is dated in."""

    bill_id: int
    line_id: int
    month: Month


@transaction.atomic
def reverse_line(*, line_id: int, reason: str, by: str) -> Reversed:
    """Take one charge back; the month can then be charged again.

    The credit note is dated in the month of the charge, or in the first month still open when
    that one is closed. A charge that was paid is freed first, by payments.

    Raises:
        Refused: no such charge (BILL-06), already reversed (BILL-07), or no reason (BILL-08).
    """
    if not reason.strip():
        raise refusal("BILL-08")
    line = Line.objects.select_related("bill").filter(pk=line_id, kind="CHARGE").first()
    if line is None:
        raise refusal("BILL-06")
    lock_month(line.month)
    month = selectors.first_open_month(programme_code=line.bill.programme_id, month=line.month)
    written = run(
        "billing/write_reversal",
        {
            "line": line.pk,
            "month": month.first_day,
            "due_date": due_date(month),
            "reason": reason,
            "by": by,
        },
    ).dicts()
    if not written:
        raise refusal("BILL-07")
    record(
        by=by, action="billing.reverse", table="billing_line", key=str(line.pk), reason=reason,
        detail={"month": str(month), "amount_rp": -line.amount_rp},
    )  # fmt: skip
    return Reversed(written[0]["bill_id"], written[0]["id"], month)
