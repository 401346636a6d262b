"""The three-way match against the bare join of bill, payment and the insurer's list."""

from __future__ import annotations

from statistics import median

from benchmarks import filling, ground
from benchmarks.billing import MONTH, issue
from benchmarks.measure import Measure, repeats, seconds

BOUND = 2.0


def measure(rows: int) -> list[Measure]:
    """Return what matching a month costs: compare, name and store each difference."""
    from payung.reconciliation.services import match_month
    from payung.registry.models import InsurerList

    ground.clear()
    filling.registers(workers=rows, sponsors=rows, from_month=MONTH)
    issue(MONTH)
    filling.payments(MONTH)
    filling.insurer_list(MONTH, batch=1)
    ground.settle()
    given = {"programme": ground.PROGRAMME, "month": MONTH.first_day,
             "list": InsurerList.objects.get().pk}  # fmt: skip
    filling.run("join_month", **given)  # both sides find the tables read once already
    ours, bare = [], []
    for _ in range(repeats(rows)):
        ground.empty("reconciliation_match")
        bare.append(seconds(lambda: filling.run("join_month", **given)))
        ours.append(
            seconds(lambda: match_month(programme_code=ground.PROGRAMME, month=MONTH, by="bench"))
        )
    detail = {"ours": median(ours), "bare": median(bare)}
    return [Measure("match / bare join", rows, median(ours) / median(bare), "x", BOUND, detail)]
