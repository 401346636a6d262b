"""Notice a list that was handed in as another kind than it is: workers as sponsors, and so on.

Nothing is refused on a guess: a heading of the stated kind's own, or a list that could be both,
counts for what the sender said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from payung.core.identity import nik, nip
from payung.intake.reading import heading_match
from payung.intake.reading.cells import Cell, Row, as_text
from payung.intake.reading.fields import Kind
from payung.intake.reading.mapping import Proposal

_LEAST_FIELDS, _LEAST_PAIRS = 3, 3
_OF_ANYBODY = frozenset(("address", "village", "kecamatan", "phone"))
_PAIRED = {"sponsors", "workers"}


class Reading(NamedTuple):
    """One list read as one kind."""

    kind: Kind
    headings: Sequence[str]
    proposal: Proposal
    sample: Sequence[Row]


def is_rather(stated: Reading, other: Reading) -> bool:
    """Tell whether a list read as the stated kind is plainly a list of the other kind."""
    if other.proposal.missing:
        return False
    one_person = _names_one_person(stated)
    if {stated.kind.name, other.kind.name} == _PAIRED and one_person is not None:
        if stated.kind.name == "workers":
            return one_person
        return not one_person and _headings_say_so(stated, other)
    return not _has_own_key(stated, other) and _headings_say_so(stated, other)


def _headings_say_so(stated: Reading, other: Reading) -> bool:
    """Tell whether several headings name fields of the other kind better, and none the reverse."""
    better: set[str] = set()
    for heading in other.headings:
        field, worth = _best(heading, other.kind)
        _, stated_worth = _best(heading, stated.kind)
        if stated_worth > worth:
            return False
        if worth >= heading_match.GOOD and worth > stated_worth:
            better.add(field)
    return len(better) >= _LEAST_FIELDS and bool(better - _OF_ANYBODY)


def _best(heading: str, kind: Kind) -> tuple[str, float]:
    scores = {name: heading_match.score(heading, kind.name, name) for name in kind.fields}
    field = max(scores, key=lambda name: scores[name])
    return field, scores[field]


def _has_own_key(stated: Reading, other: Reading) -> bool:
    """Tell whether a heading names a number that only the stated kind is known by."""
    keys = set(stated.kind.identity) - set(other.kind.identity)
    return any(
        heading_match.score(heading, stated.kind.name, key) >= max(heading_match.GOOD, worth)
        for heading in stated.headings
        for worth in (_best(heading, other.kind)[1],)
        for key in keys
    )


def _names_one_person(stated: Reading) -> bool | None:
    """Tell whether NIK and NIP of a row are of one person, by birth; None when too few tell."""
    index = stated.proposal.indexes()
    first, second = index.get("nik"), index.get("nip", index.get("sponsor_nip"))
    if first is None or second is None:
        return None
    places = max(first, second)
    told = [
        _same_birth(cells[first], cells[second])
        for _, cells in stated.sample
        if len(cells) > places
    ]
    known = [same for same in told if same is not None]
    return None if len(known) < _LEAST_PAIRS else sum(known) * 2 > len(known)


def _same_birth(one: Cell, other: Cell) -> bool | None:
    number, employee = nik.compact(as_text(one)), nip.compact(as_text(other))
    born = nip.birth_date_of(employee) if nip.is_valid(employee) else None
    if born is None or not nik.is_valid(number):
        return None
    return born in nik.birth_dates(number, not_after=born)
