"""Billing a month against the bare INSERT ... SELECT of the same bills into the same tables."""

from __future__ import annotations

from statistics import median

from benchmarks import filling, ground
from benchmarks.measure import Measure, repeats, seconds
from payung.core.period import Month

BOUND = 1.5
REPEAT_BOUND = 0.3
MONTH = Month.parse("2025-09")
_TABLES = ("billing_run", "billing_bill", "billing_line")


def measure(rows: int) -> list[Measure]:
    """Return what the first run costs, and what repeating it costs."""
    ground.clear()
    filling.registers(workers=rows, sponsors=rows, from_month=MONTH)
    ground.settle()
    issue(MONTH)  # stores the tariff; the bills go again
    first, again, bare = [], [], []
    for _ in range(repeats(rows)):
        ground.empty(*_TABLES)
        first.append(seconds(lambda: issue(MONTH)))
        again.append(seconds(lambda: issue(MONTH)))
        _keep_beside()
        ground.empty(*_TABLES)
        bare.append(seconds(lambda: filling.run("copy_bills")))
        ground.owner("DROP TABLE bench_run, bench_bill, bench_line")
    detail = {"first": median(first), "again": median(again), "bare": median(bare)}
    return [
        Measure("billing / bare INSERT", rows, median(first) / median(bare), "x", BOUND, detail),
        Measure("billing again / first", rows, median(again) / median(first), "x", REPEAT_BOUND),
    ]


def issue(month: Month) -> None:
    """Bill a month as the command does."""
    from payung.billing.services import issue_month

    issue_month(programme_code=ground.PROGRAMME, month=month, by="bench")


def _keep_beside() -> None:
    for table in _TABLES:
        beside = table.replace("billing", "bench")
        ground.owner(f"CREATE TABLE {beside} AS SELECT * FROM {table} ORDER BY id")
        ground.owner(f"GRANT SELECT ON {beside} TO PUBLIC")
        ground.owner(f"ANALYZE {beside}")
