"""Read what agrees and what does not: matches, differences, what was said of them."""

from __future__ import annotations

from typing import Any

from payung.core.period import Month
from payung.db.sql import run
from payung.reconciliation.models import Match


def speaking_list(*, programme_code: str, month: Month) -> dict[str, Any] | None:
    """Return `id`, `as_of` and `has_months` of the insurer's list that speaks for the month.

    That is the newest one as of a day in the month, else the first after it.
    """
    found = run(
        "reconciliation/find_speaking_list",
        {
            "programme": programme_code,
            "from_day": month.first_day,
            "until_day": (month + 1).first_day,
        },
    ).dicts()
    return found[0] if found else None


def match_of(*, programme_code: str, month: Month) -> Match | None:
    """Return the month's match, None when it was never made."""
    return Match.objects.filter(programme_id=programme_code, month=month).first()


def differences(
    *, programme_code: str, month: Month, kind: str | None = None, only_open: bool = False
) -> list[dict[str, Any]]:
    """Return the month's differences with subject, rows they are about, and what was said.

    Keys: id, kind, subject, agency_id, line_id, entry_id, insurer_entry_id, amount_rp, and of the
    newest explanation outcome, note, by, at. Texts and next steps stand in the findings.
    """
    return run(
        "reconciliation/list_differences",
        {
            "programme": programme_code,
            "month": month.first_day,
            "kind": kind,
            "only_open": only_open,
        },
    ).dicts()
