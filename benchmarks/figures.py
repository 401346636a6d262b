"""Coverage figures of Kendal's size after one, three and six years."""

from __future__ import annotations

from benchmarks import filling, ground
from benchmarks.billing import issue
from benchmarks.measure import Measure, middle
from payung.core.period import Month, month_range

SPONSORS = 10_345
FIRST = Month.parse("2020-01")
BOUND_MS = 50.0
_HISTORIES = (12, 36, 72)
_TIMES = 15


def measure() -> list[Measure]:
    """Return what one look at the figures costs, and how that grows with the months."""
    ground.clear()
    filling.registers(workers=SPONSORS, sponsors=SPONSORS, from_month=FIRST)
    took_ms: dict[int, float] = {}
    done = 0
    for months in _HISTORIES:
        for month in month_range(FIRST + done, FIRST + (months - 1)):
            issue(month)
            filling.payments(month)
            filling.insurer_list(month, batch=month - FIRST + 1)
        done = months
        took_ms[months] = _look(FIRST + (months - 1))
    least, usual, most = _HISTORIES
    detail = {f"{months} months, ms": value for months, value in took_ms.items()}
    return [
        Measure("figures, 60 units, 36 months", SPONSORS, took_ms[usual], "ms", BOUND_MS, detail),
        *(
            Measure(f"figures, {months} / {least} months", SPONSORS,
                    took_ms[months] / took_ms[least], "x", months / least)
            for months in (usual, most)
        ),
    ]  # fmt: skip


def _look(month: Month) -> float:
    """Return the milliseconds of one look, as a page does it: up to date, then the figures."""
    from payung.coverage.selectors import figures
    from payung.coverage.services import ensure_derived

    def look() -> None:
        ensure_derived(programme_code=ground.PROGRAMME, month=month)
        figures(programme_code=ground.PROGRAMME, as_of=month.last_day)

    look()
    ground.settle()
    look()
    return middle(look, _TIMES) * 1000
