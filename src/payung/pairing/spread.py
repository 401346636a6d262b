"""Spread waiting workers over sponsors with room, at the least total distance.

Pure: numbers in, pairs out. Workers and sponsors of one place are alike in distance, so the
problem is solved between places (a transportation problem, whose simplex solution is whole) and
then dealt out in a fixed order. Where room is short, those with the most need are served first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Waiting(NamedTuple):
    """A worker without sponsor; a higher `priority` is served first, then the lower id."""

    worker_id: int
    place: str
    priority: int


class Offering(NamedTuple):
    """A sponsor who can take `room` more workers."""

    sponsor_id: int
    place: str
    room: int


class Pair(NamedTuple):
    """One proposed pair and the distance between their places."""

    worker_id: int
    sponsor_id: int
    distance: float


def spread(
    waiting: Sequence[Waiting],
    offering: Sequence[Offering],
    distance: Callable[[str, str], float],
) -> list[Pair]:
    """Return pairs, each worker once and no sponsor above his room, in a reproducible order."""
    served = sorted(waiting, key=lambda worker: (-worker.priority, worker.worker_id))
    served = served[: sum(sponsor.room for sponsor in offering)]
    if not served:
        return []
    workers: dict[str, list[int]] = defaultdict(list)
    for worker in served:
        workers[worker.place].append(worker.worker_id)
    slots: dict[str, list[int]] = defaultdict(list)
    for sponsor in sorted(offering, key=lambda sponsor: sponsor.sponsor_id):
        slots[sponsor.place].extend([sponsor.sponsor_id] * sponsor.room)
    pairs = []
    for origin, target, count in _flows(workers, slots, distance):
        apart = distance(origin, target)
        for _ in range(count):
            pairs.append(Pair(workers[origin].pop(0), slots[target].pop(0), apart))
    return sorted(pairs)


def _flows(
    workers: dict[str, list[int]],
    slots: dict[str, list[int]],
    distance: Callable[[str, str], float],
) -> list[tuple[str, str, int]]:
    # The solver takes a second to load; a service that starts has no need of it.
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    origins, targets = sorted(workers), sorted(slots)
    cost = np.array([distance(origin, target) for origin in origins for target in targets])
    arcs = np.arange(cost.size)
    leaving = coo_array((np.ones(cost.size), (arcs // len(targets), arcs)))
    arriving = coo_array((np.ones(cost.size), (arcs % len(targets), arcs)))
    solved = linprog(
        cost,
        A_eq=leaving.tocsr(),
        b_eq=np.array([len(workers[origin]) for origin in origins]),
        A_ub=arriving.tocsr(),
        b_ub=np.array([len(slots[target]) for target in targets]),
        method="highs-ds",
    )
    if not solved.success:
        raise RuntimeError(f"the spread could not be solved: {solved.message}")
    amounts = np.rint(solved.x).astype(int)
    return [
        (origins[arc // len(targets)], targets[arc % len(targets)], int(amounts[arc]))
        for arc in np.flatnonzero(amounts)
    ]
