"""Lay a received row beside the register, value by value."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import Promise

from payung.db.sql import run
from payung.web.programmes import Programme
from payung.web.templatetags.payung import day, rupiah
from payung.web.words import FIELDS, WORDS, word


class Pair(NamedTuple):
    """One field: its label, what the list says, what the register says."""

    label: str | Promise
    listed: str | Promise
    registered: str | Promise

    @property
    def differs(self) -> bool:
        """Tell whether the list says something, and something else."""
        listed, registered = str(self.listed), str(self.registered)
        return listed != "–" and listed.casefold() != registered.casefold()


def compare(programme: Programme, batch: dict[str, Any], row: dict[str, Any]) -> list[Pair]:
    """Return every field of a row with both values in words."""
    statement = {"workers": "web/compare_worker_row", "sponsors": "web/compare_sponsor_row"}
    found = run(
        statement[batch["kind"]],
        {
            "programme": programme.code,
            "batch": batch["id"],
            "row": row["id"],
            "subject": row["subject_id"],
            "on": batch["as_of"] or programme.today,
        },
    ).dicts()
    values = found[0] if found else {}
    names = [name.removeprefix("list_") for name in values if name.startswith("list_")]
    return [
        Pair(
            FIELDS.get(name, name),
            _shown(name, values[f"list_{name}"]),
            _shown(name, values[f"register_{name}"]),
        )
        for name in names
    ]


def _shown(name: str, value: Any) -> str | Promise:
    if value is None or value == "":
        return "–"
    if name == "sector":
        return word(value, "sector")
    if name == "kind" and value in WORDS["asn"]:
        return word(value, "asn")
    if name == "income_rp":
        return rupiah(value)
    return day(value) if isinstance(value, date) else str(value)
