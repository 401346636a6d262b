"""Write numbers the Indonesian way: 1.256, 12,14%, Rp16.800."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from payung.core.money import format_rupiah as rupiah
from payung.core.period import MONTH_NAMES

__all__ = ["count", "day", "number", "percent", "rupiah", "share", "signed"]


def count(number: int | None) -> str:
    """Return 1256 as ``1.256``; a dash for what nobody stated."""
    return "–" if number is None else f"{number:,}".replace(",", ".")


def percent(share: str | None) -> str:
    """Return ``9.42`` as ``9,42%``; a dash without a base."""
    return "–" if share is None else f"{share.replace('.', ',')}%"


def signed(number: int) -> str:
    """Return a change with its sign: ``+282``, ``−4``, ``0``."""
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return f"{sign}{count(abs(number))}"


def number(text: str) -> str:
    """Return ``1834`` as ``1.834`` and ``9.42`` as ``9,42``."""
    whole, point, part = text.partition(".")
    return count(int(whole)) + ("," + part if point else "")


def day(iso: str) -> str:
    """Return ``2025-09-30`` as ``30 September 2025``."""
    told = date.fromisoformat(iso)
    return f"{told.day} {MONTH_NAMES['id'][told.month - 1]} {told.year}"


def share(ratio: Mapping[str, Any], counted: str) -> str:
    """Return a ratio as ``9,42% dari 10.345 ASN``, or that nobody stated its base."""
    if ratio["denominator"] is None:
        return f"jumlah {counted} belum dinyatakan"
    return f"{percent(ratio['percent'])} dari {count(ratio['denominator'])} {counted}"
