"""Propose which column holds which field: by its heading, and by its values where that is unclear.

The proposal is shown to the sender and can be changed column by column (trust.md F21).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from payung.core.finding import refusal
from payung.intake.reading import heading_match, profile
from payung.intake.reading.cells import Cell, as_text, column_letter, filled
from payung.intake.reading.fields import Field, Kind
from payung.intake.reading.header import Header
from payung.intake.reading.wording import plain

NOT_USED = ("", "-")
_PARTS = {"birth_place_date": {"birth_place", "birth_date"}, "name_nip": {"name", "nip"}}
_BY_VALUES = ("nik", "nip", "kpj", "sponsor_nip", "phone", "sex", "birth_date", "birth_place_date")
_SURE_SHARE, _WEAK_SHARE, _CHOICE_SHARE, _POOR_SHARE = 0.8, 0.6, 0.5, 0.2
_LEAST_LETTERS = 4  # of a coded word that tells a column by itself
_UNTOLD_SHARE = 0.5  # of a field whose values look like nothing in particular
_TOLD_BY_VALUES = 0.97  # a vague heading over coded words: before a heading that any text may have


@dataclass(frozen=True, slots=True)
class Column:
    """Say what one column is taken for; ``confidence`` from 0 to 1, ``by`` heading/values/given."""

    index: int
    heading: str
    field: str | None
    confidence: float
    by: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Hold all columns, and the groups of required fields that no column provides."""

    columns: tuple[Column, ...]
    missing: tuple[tuple[str, ...], ...]

    def indexes(self) -> dict[str, int]:
        """Return the column of each field that was found."""
        return {column.field: column.index for column in self.columns if column.field}

    def headings(self) -> dict[str, str]:
        """Return what the column of each field that was found is called."""
        return {c.field: _called(c) for c in self.columns if c.field}

    def given(self) -> dict[str, str]:
        """Return what reading the same list again needs to be told: heading or letter to field."""
        seen = Counter(column.heading for column in self.columns)
        return {
            c.heading if c.heading and seen[c.heading] == 1 else column_letter(c.index): c.field
            or "-"
            for c in self.columns
            if c.field or c.by == "given"
        }


def propose(
    header: Header, sample: Sequence[Sequence[Cell]], kind: Kind, given: Mapping[str, str]
) -> Proposal:
    """Map columns to fields.

    ``given`` maps headings or column letters to fields and wins; ``-`` leaves a column out.

    Raises:
        Refused: FILE-25, ``given`` names a column or field that does not exist; FILE-31, it
            names one field for two columns.
    """
    chosen = _given(header, kind, given)
    taken = {column.field for column in chosen.values()}
    values = [[row[i] if i < len(row) else None for row in sample] for i in range(_width(header))]
    for column in sorted(_candidates(header, values, kind), key=lambda c: -c.confidence):
        if column.index not in chosen and column.field not in taken:
            chosen[column.index] = column
            taken.add(column.field)
    for by in (_by_values, _by_words):
        for column in by(header, values, kind, set(chosen), taken):
            chosen[column.index] = column
            taken.add(column.field)
    return Proposal(_all_columns(header, values, chosen), _missing(kind, taken))


def _width(header: Header) -> int:
    return len(header.headings)


def _given(header: Header, kind: Kind, given: Mapping[str, str]) -> dict[int, Column]:
    chosen: dict[int, Column] = {}
    for name, field in given.items():
        index = _find_column(header, name)
        first = next((c for c in chosen.values() if c.field == field and c.index != index), None)
        if first is not None and field not in NOT_USED:
            raise refusal("FILE-31", field=field, first=_called(first), second=name)
        if field in NOT_USED:
            chosen[index] = Column(index, header.headings[index], None, 1.0, "given")
        elif field in kind.fields:
            chosen[index] = Column(index, header.headings[index], field, 1.0, "given")
        else:
            raise refusal("FILE-25", name=field, known=", ".join(kind.fields))
    return chosen


def _called(column: Column) -> str:
    return column.heading or column_letter(column.index)


def _find_column(header: Header, name: str) -> int:
    letters = [column_letter(index) for index in range(_width(header))]
    headings = list(header.headings)
    for names, wanted in (
        (headings, name), ([plain(h) for h in headings], plain(name)), (letters, name.upper()),
    ):  # fmt: skip
        if wanted in names:
            return names.index(wanted)
    raise refusal("FILE-25", name=name, known=", ".join(h for h in headings if h))


def _candidates(header: Header, values: list[list[Cell]], kind: Kind) -> list[Column]:
    """Return what each heading may stand for; a vague one only where no other names the field."""
    scores = [
        (index, name, heading_match.score(heading, kind.name, name))
        for index, heading in enumerate(header.headings)
        for name in kind.fields
    ]
    named = {name for _, name, score in scores if score >= heading_match.LIKELY}
    found = []
    for index, name, score in scores:
        if score <= heading_match.WEAK and name in named:
            continue
        worth = _with_values(score, kind.fields[name], values[index])
        if worth > 0:
            found.append(Column(index, header.headings[index], name, min(worth, 1.0), "heading"))
    return found


def _with_values(worth: float, field: Field, column: Sequence[Cell]) -> float:
    """Weigh a heading's score by what the column holds."""
    if worth < heading_match.WEAK:
        return 0.0
    seen = _share(field, column)
    if worth <= heading_match.WEAK:
        enough = _CHOICE_SHARE if field.choices else _WEAK_SHARE
        if seen is None or seen < enough:
            return 0.0
        return _TOLD_BY_VALUES if field.choices and seen >= _SURE_SHARE else worth + 0.1
    if seen is None:
        return worth * 0.85
    if seen < _POOR_SHARE:
        return worth * 0.8 if worth >= heading_match.LIKELY else 0.0
    return worth * (0.9 + 0.1 * seen)


def _share(field: Field, column: Sequence[Cell]) -> float | None:
    if field.choices:
        return profile.share_of_choices(field, column)
    return profile.share(field.hint, column) if field.hint else _UNTOLD_SHARE


def _by_values(
    header: Header, values: list[list[Cell]], kind: Kind, used: set[int], taken: set[str | None]
) -> list[Column]:
    """Recognise unclear columns by their values; names last, as nothing marks them."""
    found: list[Column] = []
    wanted = [name for name in (*_BY_VALUES, "name") if name in kind.fields and name not in taken]
    if "birth_date" in taken or "birth_place_date" in taken:
        wanted = [name for name in wanted if not name.startswith("birth_")]
    for name in wanted:
        hint = kind.fields[name].hint
        for index, heading in enumerate(header.headings):
            is_free = index not in used and not heading_match.is_ignored(heading, kind)
            seen = profile.share(hint, values[index]) if is_free and hint else None
            if seen is not None and seen >= _SURE_SHARE:
                found.append(Column(index, heading, name, seen / 2, "values"))
                used.add(index)
                break
    return found


def _by_words(
    header: Header, values: list[list[Cell]], kind: Kind, used: set[int], taken: set[str | None]
) -> list[Column]:
    """Recognise a required coded field, such as the outcome of a debit, by its words."""
    found = []
    required = {name for group in kind.required for name in group if name not in taken}
    for field in (kind.fields[name] for name in sorted(required)):
        for index, heading in enumerate(header.headings):
            if field.choices and index not in used:
                words = [cell for cell in values[index] if len(as_text(cell)) >= _LEAST_LETTERS]
                seen = profile.share_of_choices(field, words)
                if seen is not None and seen >= _SURE_SHARE:
                    found.append(Column(index, heading, field.name, seen / 2, "values"))
                    break
    return found


def _all_columns(
    header: Header, values: list[list[Cell]], chosen: Mapping[int, Column]
) -> tuple[Column, ...]:
    columns = []
    for index, heading in enumerate(header.headings):
        if index in chosen:
            columns.append(chosen[index])
        elif heading or filled(values[index]):
            columns.append(Column(index, heading, None, 0.0, "heading"))
    return tuple(columns)


def _missing(kind: Kind, taken: set[str | None]) -> tuple[tuple[str, ...], ...]:
    found = set(taken)
    for whole, parts in _PARTS.items():
        if whole in found:
            found |= parts
    return tuple(tuple(sorted(group)) for group in kind.required if not group & found)
