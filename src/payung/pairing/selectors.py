"""Read who pays for whom."""

from __future__ import annotations

from payung.db.sql import run


def broken() -> dict[str, int]:
    """Return how many rows break each of this room's promises, by the check's name."""
    return {"pairing_sponsorships": run("pairing/check_sponsorships").scalar()}
