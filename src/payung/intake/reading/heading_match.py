"""Judge how well a heading names a field, from 0 to 1."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

from payung.intake.reading.fields import Field, Kind, kind_of
from payung.intake.reading.wording import plain, without_brackets

SURE, LIKELY, WEAK, SAME_WORDS, CONTAINED, MISSPELT = 1.0, 0.8, 0.5, 0.75, 0.55, 0.6
"""Scores of a heading; from GOOD on it is taken without looking at the values."""
GOOD = 0.55
_WITHOUT_REMARK = 0.75
_LONGEST_HEADING = 60
_LEAST_LIKENESS = 0.86


def is_ignored(heading: str, kind: Kind) -> bool:
    """Tell whether a heading is known and names nothing that is used."""
    return plain(heading) in kind.ignored


@lru_cache(maxsize=65536)
def score(heading: str, kind_name: str, field_name: str) -> float:
    """Return how well a heading names a field of a kind of list."""
    kind = kind_of(kind_name)
    field = kind.fields[field_name]
    if not heading or len(heading) > 3 * _LONGEST_HEADING:
        return 0.0
    full = _score_plain(plain(heading), kind, field)
    bare = plain(without_brackets(heading))
    return max(full, _WITHOUT_REMARK * _score_plain(bare, kind, field))


def _score_plain(text: str, kind: Kind, field: Field) -> float:
    for words, worth in ((field.headings, SURE), (field.also, LIKELY), (field.weak, WEAK)):
        if text in words:
            return worth
    if not text or text in kind.ignored or len(text) > _LONGEST_HEADING:
        return 0.0
    words = frozenset(text.split())
    if words & (kind.foreign_words - field.owner):
        return 0.0
    return max(_score_words(words, kind, field), _score_likeness(text, field))


def _score_words(words: frozenset[str], kind: Kind, field: Field) -> float:
    fillers = kind.own_words | field.owner
    core = words - fillers
    best = 0.0
    for known in field.headings:
        known_core = frozenset(known.split()) - fillers
        if not known_core or not known_core <= core:
            continue
        if known_core == core:
            return SAME_WORDS
        best = max(best, CONTAINED + 0.15 * len(known_core) / len(core))
    return best


def _score_likeness(text: str, field: Field) -> float:
    if len(text) < 5:
        return 0.0
    matcher = SequenceMatcher(b=text)
    for known in field.headings:
        if abs(len(known) - len(text)) > 2 or len(known) < 5:
            continue
        matcher.set_seq1(known)
        if matcher.quick_ratio() >= _LEAST_LIKENESS and matcher.ratio() >= _LEAST_LIKENESS:
            return MISSPELT
    return 0.0
