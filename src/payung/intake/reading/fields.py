"""Load what Payung knows about the columns of each kind of list (``intake/fields/*.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from payung.intake.reading.wording import plain, without_brackets

LIST_KINDS = ("sponsors", "workers", "participants")
MONEY_KINDS = ("autodebit_result", "bank_statement", "payroll_list")
KINDS = LIST_KINDS + MONEY_KINDS


@dataclass(frozen=True, slots=True)
class Field:
    """Describe one field: headings that name it, headings that may, and how its values look.

    ``headings`` are sure, ``also`` less so, ``weak`` count only when the values agree (``hint``).
    ``owner`` are words of somebody else's heading that are right for this field. ``begins`` are
    words that may be followed by anything, such as a reason.
    """

    name: str
    headings: frozenset[str]
    also: frozenset[str]
    weak: frozenset[str]
    owner: frozenset[str]
    hint: str | None
    choices: Mapping[str, str]
    begins: Mapping[str, str]

    def choice_of(self, text: str) -> str | None:
        """Return what a coded word stands for, None for one that is unknown or in doubt."""
        if "?" in text:  # the sender is not sure either
            return None
        words = plain(text)
        found = self.choices.get(words) or self.choices.get(plain(without_brackets(text)))
        if found is not None:
            return found
        return next((c for start, c in self.begins.items() if words.startswith(f"{start} ")), None)


@dataclass(frozen=True, slots=True)
class Kind:
    """Describe one kind of list.

    ``required`` holds groups of fields of which one must be there; ``identity`` names the fields
    that make a line a row, ``amounts`` those that move money; ``own_words`` add nothing to a
    heading, ``foreign_words`` make it somebody else's; ``ignored`` headings are known and not used.
    """

    name: str
    required: tuple[frozenset[str], ...]
    identity: tuple[str, ...]
    amounts: tuple[str, ...]
    own_words: frozenset[str]
    foreign_words: frozenset[str]
    ignored: frozenset[str]
    fields: Mapping[str, Field]


@cache
def kind_of(name: str) -> Kind:
    """Return the description of a kind of list.

    Raises:
        KeyError: the kind is not one of KINDS.
    """
    if name not in KINDS:
        raise KeyError(name)
    folder = resources.files("payung.intake").joinpath("fields")
    data: dict[str, Any] = yaml.safe_load(folder.joinpath(f"{name}.yaml").read_text("utf-8"))
    return Kind(
        name=name,
        required=tuple(frozenset(group.split(" or ")) for group in data["required"]),
        identity=tuple(data["identity"]),
        amounts=tuple(data.get("amounts", ())),
        own_words=_words(data.get("own_words", ())),
        foreign_words=_words(data.get("foreign_words", ())),
        ignored=_words(data.get("ignored", ())),
        fields={field: _field(field, entry or {}) for field, entry in data["fields"].items()},
    )


def _field(name: str, entry: dict[str, Any]) -> Field:
    return Field(
        name=name,
        headings=_words(entry.get("headings", ())),
        also=_words(entry.get("also", ())),
        weak=_words(entry.get("weak", ())),
        owner=_words(entry.get("owner", ())),
        hint=entry.get("hint"),
        choices=_choices(entry.get("choices", {})),
        begins=_choices(entry.get("begins", {})),
    )


def _choices(entry: Mapping[str, Any]) -> Mapping[str, str]:
    return {plain(str(word)): choice for choice, words in entry.items() for word in words}


def _words(texts: Any) -> frozenset[str]:
    return frozenset(filter(None, (plain(str(text)) for text in texts)))
