"""Choose the sheet, the layout and the columns of a list, as a proposal people can change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from payung.core.errors import Refused
from payung.core.finding import refusal
from payung.intake.reading import header as headers
from payung.intake.reading import other_kind, profile
from payung.intake.reading.cells import Cell, Row, as_text, filled
from payung.intake.reading.fields import LIST_KINDS, MONEY_KINDS, Kind, kind_of
from payung.intake.reading.footer import LineJudge
from payung.intake.reading.header import Header
from payung.intake.reading.mapping import Proposal, propose
from payung.intake.reading.source import Sheet, Source
from payung.intake.reading.title import find_as_of

_HEAD_LINES = headers.HEAD_ROWS + profile.SAMPLE_ROWS
_CALLED = {
    "sponsors": {"id": "daftar ASN penanggung (sponsors)", "en": "a list of sponsors (sponsors)"},
    "workers": {"id": "daftar pekerja (workers)", "en": "a list of workers (workers)"},
    "participants": {
        "id": "daftar peserta BPJS (participants)",
        "en": "the insurer's list of participants (participants)",
    },
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold what a list was taken for; `worth` compares sheets and layouts.

    First comes that no required column is missing, then that there are rows, then that the sheet
    is not hidden, then how much of it is understood.
    """

    kind: Kind
    sheet: Sheet
    header: Header
    proposal: Proposal
    sample: Sequence[Row]
    as_of: date | None
    worth: tuple[int, bool, bool, float]

    def judge(self) -> LineJudge:
        """Return a fresh judge of what is a row."""
        return _judge(self.kind, self.header, self.proposal)

    def missing(self) -> str:
        """Return the required fields that no column provides, in words."""
        return ", ".join(" / ".join(group) for group in self.proposal.missing)


def choose(
    source: Source, kind_name: str, *, sheet: str | None, mapping: Mapping[str, str] | None
) -> Choice:
    """Return the best reading of the file as a list of this kind (``money``: of any layout).

    Raises:
        Refused: no sheet can be understood, the sheet or a mapped column does not exist, or the
            list is plainly of another kind (FILE-32) and nobody said what its columns mean.
    """
    names = (sheet,) if sheet is not None else source.names
    layouts = MONEY_KINDS if kind_name == "money" else (kind_name,)
    best: Choice | None = None
    problem: Refused | None = None
    for name in names:
        loaded = source.sheet(name)
        head = list(islice(loaded.lines(), _HEAD_LINES))
        for layout in layouts:
            try:
                found = _read_as(
                    kind_of(layout), loaded, head, mapping or {}, is_hidden=name in source.hidden
                )
            except Refused as refused:
                problem = problem or refused
                continue
            if best is None or found.worth > best.worth:
                best = found
    if best is None:
        raise problem or refusal("FILE-17")
    if not mapping and best.kind.name in LIST_KINDS:
        _refuse_other_kind(best)
    return best


def _refuse_other_kind(stated: Choice) -> None:
    head = list(islice(stated.sheet.lines(), _HEAD_LINES))
    rather = []
    for name in LIST_KINDS:
        if name == stated.kind.name:
            continue
        try:
            other = _read_as(kind_of(name), stated.sheet, head, {}, is_hidden=False)
        except Refused:
            continue
        if other_kind.is_rather(_reading(stated), _reading(other)):
            rather.append(other)
    if rather:
        likely = max(rather, key=lambda choice: choice.header.score).kind.name
        raise refusal("FILE-32", stated=_CALLED[stated.kind.name], other=_CALLED[likely])


def _reading(choice: Choice) -> other_kind.Reading:
    headings = choice.header.headings
    return other_kind.Reading(choice.kind, headings, choice.proposal, choice.sample)


def _read_as(
    kind: Kind, sheet: Sheet, head: Sequence[Row], mapping: Mapping[str, str], *, is_hidden: bool
) -> Choice:
    header = headers.find_header(head, kind)
    below = [row for row in head if header.last is None or row[0] > header.last]
    sample = [cells for _, cells in below if len(filled(cells)) > 1][: profile.SAMPLE_ROWS]
    proposal = propose(header, sample, kind, mapping)
    judge = _judge(kind, header, proposal)
    rows = [row for row in below if judge.is_row(row[1])]
    score = header.score + min(len(rows), 5) / 5
    worth = (-len(proposal.missing), bool(rows), not is_hidden, score)
    return Choice(kind, sheet, header, proposal, rows, _as_of(head, header), worth)


def _judge(kind: Kind, header: Header, proposal: Proposal) -> LineJudge:
    index = proposal.indexes()
    identity = [index[name] for name in kind.identity if name in index]
    amounts = [index[name] for name in kind.amounts if name in index]
    return LineJudge(header, identity, index.get("name"), amounts)


def _as_of(head: Sequence[Row], header: Header) -> date | None:
    """Read the lines above the header, and the sheet's name, for the day the list speaks of."""
    titles: list[str] = []
    for number, cells in head:
        if header.first is None or number >= header.first:
            break
        texts = [as_text(cell) for cell in filled(cells)]
        titles.extend((*texts, " ".join(texts)) if len(texts) > 1 else texts)
    return find_as_of(titles)


def masked_samples(choice: Choice, index: int, count: int = 3) -> list[str]:
    """Return the first values of a column for the mapping page, long numbers masked."""
    samples: list[str] = []
    for _, cells in choice.sample:
        cell: Cell = cells[index] if index < len(cells) else None
        if filled([cell]):
            samples.append(_masked(as_text(cell)))
        if len(samples) == count:
            break
    return samples


def _masked(text: str) -> str:
    digits = sum(sign.isdigit() for sign in text)
    if digits < 9:
        return text[:60]
    keep = digits - 4
    shown = []
    for sign in text[:60]:
        if sign.isdigit() and keep > 0:
            keep -= 1
            shown.append("\u2022")
        else:
            shown.append(sign)
    return "".join(shown)
