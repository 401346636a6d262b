"""Write numbers the Indonesian way: 1.256, 12,14%, Rp16.800."""

from __future__ import annotations

from payung.core.money import format_rupiah as rupiah

__all__ = ["count", "percent", "rupiah", "signed"]


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
