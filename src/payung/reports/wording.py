"""Write numbers and short texts the way a language does: 1.256 and 12,14%, or 1,256 and 12.14%."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from payung.core.money import format_rupiah as rupiah
from payung.core.period import MONTH_NAMES, Month

__all__ = ["Wording", "chart_texts", "rupiah"]


@dataclass(frozen=True, slots=True)
class Wording:
    """Write in one language: ``id`` or ``en``. Rupiah are written the same in both."""

    lang: str = "id"

    def count(self, number: int | None) -> str:
        """Return 1256 as ``1.256`` or ``1,256``; a dash for what nobody stated."""
        if number is None:
            return "–"
        return f"{number:,}" if self.lang == "en" else f"{number:,}".replace(",", ".")

    def percent(self, share: str | None) -> str:
        """Return ``9.42`` as ``9,42%`` or ``9.42%``; a dash without a base."""
        return "–" if share is None else f"{share.replace('.', self._point)}%"

    def signed(self, number: int) -> str:
        """Return a change with its sign: ``+282``, ``−4``, ``0``."""
        sign = "+" if number > 0 else "−" if number < 0 else ""
        return f"{sign}{self.count(abs(number))}"

    def number(self, text: str) -> str:
        """Return ``1834`` as ``1.834`` and ``9.42`` as ``9,42``."""
        whole, point, part = text.partition(".")
        return self.count(int(whole)) + (self._point + part if point else "")

    def day(self, iso: str) -> str:
        """Return ``2025-09-30`` as ``30 September 2025``."""
        told = date.fromisoformat(iso)
        return f"{told.day} {MONTH_NAMES[self.lang][told.month - 1]} {told.year}"

    def month(self, text: str) -> str:
        """Return ``2025-09`` as ``September 2025``."""
        return Month.parse(text).label(self.lang)

    def share(self, ratio: Mapping[str, Any], counted: str) -> str:
        """Return a ratio as ``9,42% dari 10.345 ASN``, or that nobody stated its base."""
        if ratio["denominator"] is None:
            return self.text("share_unstated", counted=counted)
        base = self.count(ratio["denominator"])
        return self.text(
            "share", percent=self.percent(ratio["percent"]), base=base, counted=counted
        )

    def text(self, key: str, **params: Any) -> str:
        """Return a text of ``definitions/charts.yaml`` with its placeholders filled."""
        return chart_texts()[key][self.lang].format(**params)

    @property
    def _point(self) -> str:
        return "." if self.lang == "en" else ","


@cache
def chart_texts() -> Mapping[str, Mapping[str, str]]:
    """Return what charts say, by key and language."""
    folder = resources.files("payung.reports").joinpath("definitions")
    return yaml.safe_load(folder.joinpath("charts.yaml").read_text("utf-8"))
