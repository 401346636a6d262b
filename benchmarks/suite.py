"""Run the benches one after another, print the table and keep the figures."""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import billing, figures, ground, lists, matching, pages
from benchmarks.measure import Measure, table

SIZES = (10_000, 100_000, 1_000_000)
KEPT = Path(__file__).with_name("latest.json")
_BY_SIZE: dict[str, Callable[[int], list[Measure]]] = {
    "lists": lists.measure,
    "billing": billing.measure,
    "matching": matching.measure,
}
_ONCE: dict[str, Callable[[], list[Measure]]] = {"figures": figures.measure, "pages": pages.measure}


def main() -> None:
    """Measure what the arguments ask for; exits 0 also where a bound is missed."""
    chosen = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server goes too
    measures: list[Measure] = []
    with ground.prepared():
        for name in chosen.only:
            if name in _ONCE:
                measures += _told(name, _ONCE[name]())
                continue
            for rows in chosen.sizes:
                measures += _told(f"{name} {rows:,}", _BY_SIZE[name](rows))
    print(f"\n{table(measures)}\n")
    missed = [measure for measure in measures if measure.verdict == "MISSED"]
    print(f"{len(missed)} of {sum(m.bound is not None for m in measures)} bounds missed.")
    KEPT.write_text(json.dumps(_kept(measures), indent=1) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=main.__doc__)
    parser.add_argument("--sizes", type=_sizes, default=SIZES, help="rows, such as 10000,100000")
    parser.add_argument("--quick", dest="sizes", action="store_const", const=SIZES[:2],
                        help="leave out the million")  # fmt: skip
    every = [*_BY_SIZE, *_ONCE]
    parser.add_argument("--only", nargs="+", choices=every, default=every, help="single benches")
    return parser.parse_args()


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(size) for size in text.replace("_", "").split(","))


def _told(title: str, measures: list[Measure]) -> list[Measure]:
    print(f"\n{title}\n{table(measures)}", flush=True)
    for measure in measures:
        if measure.detail:
            parts = ", ".join(f"{name} {value:.3f}" for name, value in measure.detail.items())
            print(f"{measure.name}: {parts}", flush=True)
    return measures


def _kept(measures: list[Measure]) -> dict[str, object]:
    return {
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "measures": [measure.as_json() for measure in measures],
    }
