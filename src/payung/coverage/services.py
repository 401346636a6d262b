"""Derive the standing of workers, month after month, and keep it up to date."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max

from payung.billing.models import Bill
from payung.core.finding import refusal
from payung.core.period import Month
from payung.core.rules.standing import Rules, rules_on
from payung.coverage.models import Derivation, WorkerMonth
from payung.coverage.selectors import SpeakingList, speaking_list
from payung.db.locks import advisory_lock
from payung.db.sql import analyze, run
from payung.registry.models import InsurerList, Programme

_LOOKAHEAD_MONTHS = 120


class _Facts(NamedTuple):
    """What one month rests on; `fingerprint` includes that of the month before."""

    month: Month
    spoken: SpeakingList | None
    rules: Rules
    fingerprint: str


def ensure_derived(*, programme_code: str, month: Month) -> int:
    """Derive all months up to `month` whose facts changed; return how many those were.

    Nothing is read but five counts and one number while no fact was added since the last time.

    Raises:
        Refused: the month is more than ten years after the last bill and the last list.
    """
    seen = _digest(run("coverage/count_facts", {"programme": programme_code}).rows)
    newest = Derivation.objects.filter(programme_id=programme_code, month=month.first_day)
    if newest.filter(facts_seen=seen).exists():
        return 0
    _refuse_far_future(programme_code, month)
    with transaction.atomic():
        advisory_lock(f"coverage {programme_code}")
        derived = _derive_changed(Programme.objects.get(pk=programme_code), month)
        newest.update(facts_seen=seen)
    return derived


def derive_month(*, programme_code: str, month: Month) -> int:
    """Derive `month` from the one before it, whatever was there; return the workers in it.

    The months before it must stand: `ensure_derived` derives them in order.
    """
    with transaction.atomic():
        advisory_lock(f"coverage {programme_code}")
        *_, facts = _facts_until(Programme.objects.get(pk=programme_code), month)
        return _derive(programme_code, facts)


def _refuse_far_future(programme_code: str, month: Month) -> None:
    bills = Bill.objects.filter(programme_id=programme_code).aggregate(last=Max("month"))
    lists = InsurerList.objects.filter(programme_id=programme_code).aggregate(last=Max("as_of"))
    known = [Month.of(list_day)] if (list_day := lists["last"]) else []
    known += [bills["last"]] if bills["last"] else []
    if known and month > max(known) + _LOOKAHEAD_MONTHS:
        raise refusal("COV-01", month=str(month))


def _derive_changed(programme: Programme, month: Month) -> int:
    """Derive from the first month whose facts are not those it was derived from."""
    known = {
        str(row.month): row.fingerprint for row in Derivation.objects.filter(programme=programme)
    }
    derived = 0
    for number, facts in enumerate(_facts_until(programme, month)):
        if number == 0 and known.get(str(facts.month)) != facts.fingerprint:
            _forget_before(programme, facts.month)
        if derived or known.get(str(facts.month)) != facts.fingerprint:
            _derive(programme.code, facts)
            derived += 1
    return derived


def _forget_before(programme: Programme, first: Month) -> None:
    """Drop what was derived for months before all facts, so that the first one starts afresh."""
    earlier = {"programme": programme, "month__lt": first.first_day}
    WorkerMonth.objects.filter(**earlier).delete()
    Derivation.objects.filter(**earlier).update(fingerprint="", facts_seen="")


def _derive(programme_code: str, facts: _Facts) -> int:
    month = facts.month.first_day
    WorkerMonth.objects.filter(programme_id=programme_code, month=month).delete()
    written = run("coverage/derive_month", _step_parameters(programme_code, facts)).count
    analyze("coverage_workermonth")
    Derivation.objects.update_or_create(
        programme_id=programme_code, month=month, defaults={"fingerprint": facts.fingerprint}
    )
    return written


def _step_parameters(programme_code: str, facts: _Facts) -> dict[str, Any]:
    """Return what the statement needs to take one month's step."""
    spoken = facts.spoken
    return {
        "programme_code": programme_code,
        "month": facts.month.first_day,
        "previous_month": (facts.month - 1).first_day,
        "next_month": (facts.month + 1).first_day,
        "list_id": spoken.list_id if spoken else None,
        "silent_month": spoken.silent_month.first_day if spoken and spoken.silent_month else None,
        **{name: getattr(facts.rules, name) for name in Rules.__slots__},
    }


def _facts_until(programme: Programme, month: Month) -> Iterator[_Facts]:
    """Yield the months from the first billed one to `month`, each with what it rests on."""
    scope = {"programme_code": programme.code, "last_month": month.first_day}
    before = ""
    for row in run("coverage/digest_facts", scope).rows:
        current = Month.of(row[0])
        rules = rules_on(current, programme.settings)
        spoken = speaking_list(programme_code=programme.code, month=current)
        before = _digest((before, row, spoken, rules))
        yield _Facts(current, spoken, rules, before)


def _digest(facts: Any) -> str:
    return hashlib.sha256(repr(facts).encode()).hexdigest()
