"""How far two places of one regency are apart, by their codes and the tile map of the pack.

A place is a village code, a kecamatan code, or empty for a unit that serves the whole regency.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import dist
from typing import Any

SAME_VILLAGE = 0.0
SAME_KECAMATAN = 1.0
ANYWHERE = 4.0
_KECAMATAN_LENGTH = 8


def measure(tiles: Iterable[Mapping[str, Any]]) -> Callable[[str, str], float]:
    """Return the distance between two places; kecamatan lie as the tiles lie, one apart or more.

    A unit without a place of its own, or a kecamatan without a tile, is as far as `ANYWHERE`, so
    that near sponsors are used up first.
    """
    where = {tile["code"]: (float(tile["row"]), float(tile["column"])) for tile in tiles}

    def distance(one: str, other: str) -> float:
        if one and one == other:
            return SAME_VILLAGE if len(one) > _KECAMATAN_LENGTH else SAME_KECAMATAN
        near, far = one[:_KECAMATAN_LENGTH], other[:_KECAMATAN_LENGTH]
        if near and near == far:
            return SAME_KECAMATAN
        if near not in where or far not in where:
            return ANYWHERE
        return SAME_KECAMATAN + dist(where[near], where[far])

    return distance


def closeness(distance: float) -> str:
    """Return the word for a distance that a proposal's reason carries."""
    if distance == SAME_VILLAGE:
        return "SAME_VILLAGE"
    if distance == SAME_KECAMATAN:
        return "SAME_KECAMATAN"
    return "NEIGHBOURING" if distance <= SAME_KECAMATAN + 1.5 else "REGENCY"
