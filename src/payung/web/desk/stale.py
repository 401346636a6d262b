"""Notice that somebody else has changed a worker since a form about him was shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Stale(Exception):
    """Say that a form was sent about a state that is no longer so; nothing is stored."""


def state_of(worker: Mapping[str, Any]) -> str:
    """Return what forms carry of a worker's newest term, to be compared when they come back."""
    told = (worker["term_id"], worker["sector"], worker["sector_confirmed"], worker["until_date"])
    return ".".join(map(str, told))
