"""Answer what the law says on a day: dated values with their source from ``payung/law``.

``law/<topic>/<name>.yaml`` holds one parameter: title, unit, and values in the order of their
dates. A value holds from ``valid_from`` until the next one begins, or through ``valid_to`` where
the law itself ends it. Every value names its reference, how sure it is, who checked it and when
it must be looked at again; a file that leaves one out, overlaps or leaves a gap is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

import yaml

from payung.core.finding import refusal

CONFIDENCES = ("high", "medium", "low")
_REQUIRED = {"valid_from", "value", "reference", "confidence", "checked_by", "next_review"}
_OPTIONAL = {"valid_to", "note", "reference_note"}


class BadLaw(ValueError):
    """Say which law file is incomplete or contradicts itself, and how."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """Carry one dated value; ``valid_to`` is the last day it holds, None for until further law.

    ``reference_note`` says what of the reference was not seen, such as its article.
    """

    value: Any
    valid_from: date
    reference: str
    confidence: str
    checked_by: str
    next_review: date
    valid_to: date | None = None
    note: str = ""
    reference_note: str = ""

    def holds_on(self, day: date) -> bool:
        """Tell whether the value holds on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def find(topic: str, name: str, on: date) -> Parameter | None:
    """Return the value that holds on the day, None where the law says nothing."""
    return next((value for value in history(topic, name) if value.holds_on(on)), None)


def value_on(topic: str, name: str, on: date) -> Parameter:
    """Return the value that holds on the day.

    Raises:
        Refused: the files know no law for that day (LAW-01).
    """
    found = find(topic, name, on)
    if found is None:
        raise refusal("LAW-01", parameter=f"{topic}/{name}", day=on.isoformat())
    return found


def setting_on(topic: str, name: str, on: date, settings: Mapping[str, Any]) -> Any:
    """Return the programme's own choice for a disputed point, else the default of the law files.

    Raises:
        Refused: the programme's choice is none the file lists (LAW-02).
    """
    default = value_on(topic, name, on).value
    chosen = settings.get(name, default)
    options = choices(topic, name)
    if options and chosen not in options:
        listed = ", ".join(map(str, options))
        raise refusal("LAW-02", setting=name, chosen=chosen, options=listed)
    return chosen


@cache
def history(topic: str, name: str) -> tuple[Parameter, ...]:
    """Return all values of a parameter in the order of their dates.

    Raises:
        BadLaw: the file lacks something or its dates overlap or leave a gap.
        FileNotFoundError: there is no such parameter.
    """
    return read_values(f"{topic}/{name}", _document(topic, name)["values"])


@cache
def choices(topic: str, name: str) -> tuple[Any, ...]:
    """Return the options of a disputed point, empty for a plain value."""
    return tuple(_document(topic, name).get("choices", ()))


@cache
def names(topic: str) -> tuple[str, ...]:
    """Return the parameters of a topic, in alphabetical order."""
    files = resources.files("payung.law").joinpath(topic).iterdir()
    return tuple(sorted(f.name.removesuffix(".yaml") for f in files if f.name.endswith(".yaml")))


def read_values(label: str, entries: list[dict[str, Any]]) -> tuple[Parameter, ...]:
    """Check the entries of one file and return them dated.

    Raises:
        BadLaw: see ``history``.
    """
    values = [_read_entry(label, entry) for entry in entries]
    if not values:
        raise BadLaw(f"{label}: no value")
    dated = []
    for value, following in pairwise(values):
        last_day = following.valid_from - timedelta(days=1)
        if last_day < value.valid_from:
            raise BadLaw(f"{label}: values are not in the order of their dates")
        if value.valid_to not in (None, last_day):
            raise BadLaw(f"{label}: values overlap or leave a gap before {following.valid_from}")
        dated.append(replace(value, valid_to=last_day))
    return (*dated, values[-1])


@cache
def _document(topic: str, name: str) -> Mapping[str, Any]:
    file = resources.files("payung.law").joinpath(topic, f"{name}.yaml")
    document: Mapping[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    for key in ("title", "unit", "values"):
        if key not in document:
            raise BadLaw(f"{topic}/{name}: {key} is missing")
    return document


def _read_entry(label: str, entry: dict[str, Any]) -> Parameter:
    missing = _REQUIRED - entry.keys()
    unknown = entry.keys() - _REQUIRED - _OPTIONAL
    if missing or unknown:
        raise BadLaw(f"{label}: missing {sorted(missing)}, unknown {sorted(unknown)}")
    for key in ("valid_from", "valid_to", "next_review"):
        if key in entry and not isinstance(entry[key], date):
            raise BadLaw(f"{label}: {key} is not a date")
    if entry["confidence"] not in CONFIDENCES:
        raise BadLaw(f"{label}: confidence is one of {', '.join(CONFIDENCES)}")
    if not entry["reference"] or not entry["checked_by"]:
        raise BadLaw(f"{label}: reference and checked_by cannot be empty")
    value = Parameter(**entry)
    if value.valid_to is not None and value.valid_to < value.valid_from:
        raise BadLaw(f"{label}: a value ends before it begins")
    return value
