"""Describe what was noticed about a value: a code, the column, and the numbers of the case.

Texts and levels live in ``findings/*.yaml`` (Indonesian and English), one entry a code. A
parameter that is words is given in both languages, as ``{"id": ..., "en": ...}``. Findings never
carry an identity number, a name or a phone number in their parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from payung.core.errors import Refused


class Level(StrEnum):
    """Order how much a finding weighs: the row passes, waits for a person, or is refused."""

    INFO = "INFO"
    WARNING = "WARNING"
    HOLD = "HOLD"
    REFUSE = "REFUSE"


@dataclass(frozen=True, slots=True)
class Entry:
    """Keep the catalogue's texts for one code."""

    level: Level
    id: str
    en: str
    mend_id: str
    mend_en: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Name one observation; ``params`` fill the placeholders of the catalogue's texts."""

    code: str
    column: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def level(self) -> Level:
        """Return the weight of this code.

        Raises:
            KeyError: the catalogue does not know the code.
        """
        return catalogue()[self.code].level

    def message(self, lang: str = "id") -> str:
        """Return the reason in Indonesian (``id``) or English (``en``)."""
        entry = catalogue()[self.code]
        return (entry.en if lang == "en" else entry.id).format(**self._words(lang))

    def mend(self, lang: str = "id") -> str:
        """Return what the sender can do about it; empty where nothing is needed."""
        entry = catalogue()[self.code]
        return (entry.mend_en if lang == "en" else entry.mend_id).format(**self._words(lang))

    def _words(self, lang: str) -> dict[str, Any]:
        return {
            name: value[lang] if isinstance(value, Mapping) and lang in value else value
            for name, value in self.params.items()
        }


class Told(NamedTuple):
    """Say a refusal in one language: the reason, and what mends it (may be empty)."""

    message: str
    mend: str


@cache
def catalogue() -> Mapping[str, Entry]:
    """Return all known codes with their texts.

    Raises:
        ValueError: two files define one code.
    """
    entries: dict[str, Entry] = {}
    folder = resources.files("payung.core").joinpath("findings")
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if not file.name.endswith(".yaml"):
            continue
        for code, texts in yaml.safe_load(file.read_text("utf-8")).items():
            if code in entries:
                raise ValueError(f"finding {code} is defined twice")
            entries[code] = Entry(**{**texts, "level": Level(texts["level"])})
    return entries


def refusal(code: str, **params: Any) -> Refused:
    """Return the exception for a refused request, with the catalogue's Indonesian texts."""
    finding = Finding(code, None, params)
    return Refused(code, finding.message(), finding.mend(), params)


def told(refused: Refused, lang: str = "id") -> Told:
    """Return a refusal's texts in a language (``id`` or ``en``).

    A refusal that is not from the catalogue is told in the words it was made with.
    """
    if refused.params is None:
        return Told(refused.message, refused.mend)
    finding = Finding(refused.code, None, refused.params)
    return Told(finding.message(lang), finding.mend(lang))


def status_of(findings: Iterable[Finding]) -> str:
    """Return ``refused``, ``held`` or ``accepted``: the heaviest finding decides."""
    levels = {finding.level for finding in findings}
    if Level.REFUSE in levels:
        return "refused"
    return "held" if Level.HOLD in levels else "accepted"
