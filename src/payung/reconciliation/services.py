"""Match a month, explain its differences, close it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from payung.audit.services import record
from payung.billing import selectors as bills
from payung.billing.services import close_month as close_billing
from payung.core.finding import Finding, refusal
from payung.core.period import Month
from payung.db.locks import advisory_lock
from payung.db.sql import run
from payung.payments.services import lock_name
from payung.reconciliation import selectors
from payung.reconciliation.models import DifferenceKind, Explanation, Match
from payung.registry.selectors import programme as find_programme


@transaction.atomic
def match_month(*, programme_code: str, month: Month, by: str) -> dict[str, Any]:
    """Compare bills, money and the insurer's list of a month; repeating replaces the outcome.

    Returns `billed_rp received_rp allocated_rp unallocated_rp confirmed_workers` and
    `differences` with `kind count amount_rp`, one for every kind. Money counts for the month of
    the line it pays; what waits, for the month it names or came in: so each rupiah counts once.

    Raises:
        Refused: the programme is unknown (REG-20), the month has no bills (REC-04), or it is
            closed (REC-01).
    """
    programme = find_programme(programme_code)
    advisory_lock(lock_name(programme_code))
    if not any(bills.month_totals(programme_code=programme_code, month=month).values()):
        raise refusal("REC-04", month=str(month))
    match, _ = Match.objects.get_or_create(programme=programme, month=month, defaults={"by": by})
    if match.is_closed:
        raise refusal("REC-01", month=str(month))
    speaking = selectors.speaking_list(programme_code=programme_code, month=month)
    run("reconciliation/delete_differences", {"match": match.pk})
    sums = run(
        "reconciliation/write_differences",
        {
            "programme": programme_code,
            "month": month.first_day,
            "match": match.pk,
            "list": speaking["id"] if speaking else None,
            "list_month": _month_of_silence(speaking),
        },
    ).one()
    match.totals = _totals(match, sums)
    match.insurer_list_id = speaking["id"] if speaking else None
    match.by, match.at = by, Now()
    match.save()
    record(
        by=by, action="reconciliation.match", table="reconciliation_match",
        key=f"{programme_code}/{month}", detail=match.totals,
    )  # fmt: skip
    return match.totals


@transaction.atomic
def explain(
    *, programme_code: str, month: Month, kind: str, subject: str, outcome: str, note: str, by: str
) -> int:
    """Say what became of one difference, or with subject `*` of all open ones of the kind.

    An explanation survives a repeated match. Returns how many were explained.

    Raises:
        Refused: the month is closed (REC-01), nothing such is open (REC-02), or no word (REC-03).
    """
    if not outcome.strip() or not note.strip():
        raise refusal("REC-03")
    if bills.is_closed(programme_code=programme_code, month=month):
        raise refusal("REC-01", month=str(month))
    found = selectors.differences(
        programme_code=programme_code, month=month, kind=kind, only_open=subject == "*"
    )
    subjects = [one["subject"] for one in found if subject in ("*", one["subject"])]
    if not subjects:
        raise refusal("REC-02")
    Explanation.objects.bulk_create(
        Explanation(
            programme_id=programme_code,
            month=month,
            kind=kind,
            subject=one,
            outcome=outcome,
            note=note,
            by=by,
        )  # fmt: skip
        for one in subjects
    )
    record(
        by=by, action="reconciliation.explain", table="reconciliation_match",
        key=f"{programme_code}/{month}", reason=note,
        detail={"kind": kind, "subject": subject, "count": len(subjects)},
    )  # fmt: skip
    return len(subjects)


@transaction.atomic
def close_month(*, programme_code: str, month: Month, by: str) -> dict[str, Any]:
    """Match once more and close the month for good; returns what `match_month` returns.

    What comes later is dated in the first open month.

    Raises:
        Refused: the month is closed (REC-01), has no bills (REC-04), or differences are neither
            gone nor explained (REC-05).
    """
    totals = match_month(programme_code=programme_code, month=month, by=by)
    if not bills.month_totals(programme_code=programme_code, month=month)["bills"]:
        raise refusal("REC-04", month=str(month))
    left = selectors.differences(programme_code=programme_code, month=month, only_open=True)
    if left:
        raise refusal("REC-05", open={lang: _in_words(left, lang) for lang in ("id", "en")})
    Match.objects.filter(programme_id=programme_code, month=month).update(
        is_closed=True, closed_by=by, closed_at=Now()
    )
    close_billing(programme_code=programme_code, month=month, by=by)
    record(
        by=by, action="reconciliation.close", table="reconciliation_match",
        key=f"{programme_code}/{month}", detail=totals,
    )  # fmt: skip
    return totals


def _month_of_silence(speaking: dict[str, Any] | None) -> Any:
    """Return the month an active entry confirms where the list has no column of last months."""
    if speaking is None or speaking["has_months"]:
        return None
    return Month.of(speaking["as_of"]).first_day


def _totals(match: Match, sums: dict[str, Any]) -> dict[str, Any]:
    by_kind = {row["kind"]: row for row in _counted(match, sums["paid_lines"])}
    empty = {"count": 0, "amount_rp": 0}
    return {
        "billed_rp": sums["billed_rp"],
        "received_rp": sums["allocated_rp"] + sums["unallocated_rp"],
        "allocated_rp": sums["allocated_rp"],
        "unallocated_rp": sums["unallocated_rp"],
        "confirmed_workers": sums["confirmed_workers"],
        "differences": [
            {"kind": kind.value, **by_kind.get(kind.value, empty)} for kind in DifferenceKind
        ],
    }


def _counted(match: Match, paid_lines: int) -> list[dict[str, Any]]:
    """Count by kind; money not passed on is one difference and counts the lines it was paid for."""
    rows = run("reconciliation/sum_differences", {"match": match.pk}).dicts()
    for row in rows:
        if row["kind"] == DifferenceKind.COLLECTED_NOT_REMITTED:
            row["count"] = paid_lines
    return rows


def _in_words(left: list[dict[str, Any]], lang: str) -> str:
    counts = Counter(one["kind"] for one in left)
    return ", ".join(f"{_name(kind, lang)} ({n})" for kind, n in sorted(counts.items()))


def _name(kind: str, lang: str) -> str:
    """Return what a kind is called; its English name is what the catalogue says of it."""
    if lang == "id":
        return str(DifferenceKind(kind).label)
    return Finding(kind).message(lang).rstrip(".")
