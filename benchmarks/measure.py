"""What is measured: seconds of both sides, and their ratio held against its bound."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True)
class Measure:
    """One figure; without a bound it only informs. `detail` holds what it was made of."""

    name: str
    rows: int
    value: float
    unit: str
    bound: float | None = None
    detail: Mapping[str, float] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        """Return whether the bound is met."""
        if self.bound is None:
            return "-"
        return "met" if self.value < self.bound else "MISSED"

    def as_json(self) -> dict[str, object]:
        """Return the figure as plain values."""
        return {
            "name": self.name,
            "rows": self.rows,
            "value": round(self.value, 3),
            "unit": self.unit,
            "bound": self.bound,
            "verdict": self.verdict,
            "detail": {name: round(value, 4) for name, value in self.detail.items()},
        }


def seconds(work: Callable[[], object]) -> float:
    """Run `work` once and return how long it took, without another task's garbage in it."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def middle(work: Callable[[], object], times: int) -> float:
    """Return the median of several runs."""
    return median(seconds(work) for _ in range(times))


def repeats(rows: int) -> int:
    """Return how often a size is measured: small ones are noisy, large ones cost minutes."""
    if rows <= 20_000:
        return 5
    return 3 if rows <= 200_000 else 1


def table(measures: list[Measure]) -> str:
    """Return the figures as a text table."""
    head = ("what", "rows", "value", "bound", "")
    lines = [head, *(_cells(measure) for measure in measures)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def _cells(measure: Measure) -> tuple[str, str, str, str, str]:
    bound = "" if measure.bound is None else f"< {measure.bound:g}"
    value = f"{measure.value:,.2f} {measure.unit}"
    return measure.name, f"{measure.rows:,}", value, bound, measure.verdict
