"""Record what was passed on to BPJS Ketenagakerjaan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from payung.audit.services import record
from payung.core.finding import refusal
from payung.core.money import format_rupiah
from payung.core.period import Month
from payung.db.locks import advisory_lock
from payung.payments import selectors
from payung.payments.models import Remittance
from payung.payments.services.allocation import lock_name


@dataclass(frozen=True, slots=True)
class Remitted:
    """What of a month was passed on in all, and what is collected and still to pass on."""

    remitted_rp: int
    open_rp: int


@transaction.atomic
def remit(
    *,
    programme_code: str,
    month: Month,
    reference: str,
    amount_rp: int,
    remitted_on: date,
    by: str,
) -> Remitted:
    """Record one remittance; the same reference, month and amount again changes nothing.

    Raises:
        Refused: the amount is not positive (PAY-08), more than collected and not yet remitted
            (PAY-09), or the reference stands for another remittance (PAY-10) or is empty (PAY-11).
    """
    if amount_rp <= 0:
        raise refusal("PAY-08")
    if not reference.strip():
        raise refusal("PAY-11")
    advisory_lock(lock_name(programme_code))
    known = Remittance.objects.filter(programme_id=programme_code, reference=reference).first()
    if known is not None:
        if (known.month, known.amount_rp) != (month, amount_rp):
            raise refusal("PAY-10")
        return _standing(programme_code, month)
    before = _standing(programme_code, month)
    if amount_rp > before.open_rp:
        raise refusal("PAY-09", amount=format_rupiah(amount_rp), open=format_rupiah(before.open_rp))
    Remittance.objects.create(
        programme_id=programme_code, month=month, reference=reference, amount_rp=amount_rp,
        remitted_on=remitted_on, by=by,
    )  # fmt: skip
    record(
        by=by, action="payments.remit", table="payments_remittance",
        key=f"{programme_code}/{month}", detail={"amount_rp": amount_rp},
    )  # fmt: skip
    return _standing(programme_code, month)


def _standing(programme_code: str, month: Month) -> Remitted:
    sums = selectors.month_money(programme_code=programme_code, month=month)
    return Remitted(sums["remitted_rp"], sums["collected_rp"] - sums["remitted_rp"])
