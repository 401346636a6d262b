"""Name what does not agree about one worker's month: bill, payment, the insurer's list.

The worst difference is named, in the order in which the desk must act. A status AKTIF with a
last paid month before the billed one does not confirm it. No legal content.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from payung.core.period import Month


class Difference(StrEnum):
    """Name the kinds of disagreement; texts stand in ``core/findings/matching.yaml``."""

    UNPAID = "UNPAID"
    SHORT_PAID = "SHORT_PAID"
    COLLECTED_NOT_REMITTED = "COLLECTED_NOT_REMITTED"
    PAID_NOT_ACTIVE = "PAID_NOT_ACTIVE"
    PAID_NOT_POSTED = "PAID_NOT_POSTED"
    PAID_NOT_ON_LIST = "PAID_NOT_ON_LIST"
    ON_LIST_NOT_OURS = "ON_LIST_NOT_OURS"
    UNKNOWN_CREDIT = "UNKNOWN_CREDIT"
    CREDIT_LEFT = "CREDIT_LEFT"


@dataclass(frozen=True, slots=True)
class InsurerRow:
    """Carry what the insurer's list says of a worker."""

    is_active: bool
    last_paid_month: Month | None


def classify(
    *,
    month: Month,
    billed_rp: int,
    paid_rp: int,
    insurer: InsurerRow | None,
    lump_fell_short: bool = False,
) -> Difference | None:
    """MAT-01: Name the difference of one bill line, None when all three sides agree.

    Money comes first: what is not paid in full cannot be expected on the insurer's list. A unit's
    lump pays whole lines; a line it did not reach is paid short, not left unpaid.
    """
    if paid_rp < billed_rp:
        return Difference.SHORT_PAID if paid_rp > 0 or lump_fell_short else Difference.UNPAID
    if insurer is None:
        return Difference.PAID_NOT_ON_LIST
    if not insurer.is_active:
        return Difference.PAID_NOT_ACTIVE
    return None if confirms(insurer, month) else Difference.PAID_NOT_POSTED


def confirms(insurer: InsurerRow | None, month: Month) -> bool:
    """MAT-02: Tell whether the insurer's list proves cover in the month."""
    return (
        insurer is not None
        and insurer.is_active
        and insurer.last_paid_month is not None
        and insurer.last_paid_month >= month
    )
