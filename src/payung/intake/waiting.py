"""Where each kind of row waits, and how its values get there.

Identity numbers are sealed here for the column of the register they are on their way to, and get
the blind index under which they are found; they never wait in plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from payung.db.sealing import sealer
from payung.intake.models import BatchKind, MoneyRow, ParticipantRow, Row, SponsorRow, WorkerRow
from payung.intake.reading.understanding import COLUMNS


class Room(NamedTuple):
    """A waiting table: its model, name, and columns in the order of `Waiter.values`."""

    model: type[Row]
    table: str
    columns: tuple[str, ...]


class Sealed(NamedTuple):
    """How one identity number waits: sealed for a purpose, indexed as a kind, or both."""

    purpose: str | None
    index_kind: str | None


_SEALED: dict[str, dict[str, Sealed]] = {
    BatchKind.SPONSORS: {
        "nip": Sealed("registry_sponsor.nip_sealed", "nip"),
        "nik": Sealed("registry_person.nik_sealed", "nik"),
        "phone": Sealed("registry_person.phone_sealed", None),
    },
    BatchKind.WORKERS: {
        "nik": Sealed("registry_person.nik_sealed", "nik"),
        "phone": Sealed("registry_person.phone_sealed", None),
        "sponsor_nip": Sealed(None, "nip"),
    },
    BatchKind.PARTICIPANTS: {
        "nik": Sealed("registry_insurerentry.nik_sealed", "nik"),
        "kpj": Sealed("registry_insurerentry.kpj_sealed", None),
    },
    BatchKind.MONEY: {"nip": Sealed(None, "nip"), "nik": Sealed(None, "nik")},
}
_MODELS: dict[str, type[Row]] = {
    BatchKind.SPONSORS: SponsorRow,
    BatchKind.WORKERS: WorkerRow,
    BatchKind.PARTICIPANTS: ParticipantRow,
    BatchKind.MONEY: MoneyRow,
}
_LEADING = ("batch_id", "row_number", "status", "findings")


def purpose_of(kind: str, field: str) -> str:
    """Return what a waiting number of a kind is sealed for."""
    purpose = _SEALED[kind][field].purpose
    if purpose is None:
        raise KeyError(field)
    return purpose


def _columns(kind: str) -> tuple[str, ...]:
    names: list[str] = []
    for field in COLUMNS[kind]:
        sealed = _SEALED[kind].get(field)
        if sealed is None:
            names.append(field)
            continue
        names += [f"{field}_sealed"] if sealed.purpose else []
        names += [f"{field}_index"] if sealed.index_kind else []
    return (*_LEADING, *names)


WAITING: dict[str, Room] = {
    kind: Room(model, model._meta.db_table, _columns(kind)) for kind, model in _MODELS.items()
}


def sealing(kind: str) -> Callable[[Sequence[Any]], list[Any]]:
    """Return a function from a row's values (order of COLUMNS) to those of its waiting columns."""
    steps: list[tuple[int, Callable[[str], bytes] | None, Callable[[str], bytes] | None]] = []
    for place, field in enumerate(COLUMNS[kind]):
        sealed = _SEALED[kind].get(field)
        if sealed is not None:
            seal = sealer().sealing(sealed.purpose) if sealed.purpose else None
            index = sealer().indexing(sealed.index_kind) if sealed.index_kind else None
            steps.append((place, seal, index))
    steps.reverse()

    def waiting_values(values: Sequence[Any]) -> list[Any]:
        row = list(values)
        for place, seal, index in steps:
            value = row[place]
            if value is None:
                row[place : place + 1] = [None] * ((seal is not None) + (index is not None))
            elif seal is None:
                row[place] = index(value)  # type: ignore[misc]
            elif index is None:
                row[place] = seal(value)
            else:
                row[place : place + 1] = (seal(value), index(value))
        return row

    return waiting_values
