"""The charts of the monthly report, each with a title that says what it shows.

Titles are made by rule from the numbers, in at most ten words. Every chart takes the report that
`monthly.compose` (or a frozen month) gives and the wording of a language, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from payung.reports.coverage_chart import path_chart
from payung.reports.drawing import (
    ACCENT,
    INK,
    WARM,
    Chart,
    chart_of,
    end_labels,
    months_shown,
)
from payung.reports.unit_charts import ranking_chart, tile_chart
from payung.reports.wording import Wording, rupiah

Report = dict[str, Any]
_MONTH_AXIS = {
    "field": "month",
    "type": "temporal",
    "title": None,
    "axis": {"format": "%b %Y", "tickCount": 7},
}


def all_charts(report: Report, lang: str = "id") -> list[Chart]:
    """Return every chart of the report in the order of the paper, in a language."""
    say = Wording(lang)
    drawn: list[Callable[[Report, Wording], Chart]] = [
        reach_chart, path_chart, ranking_chart, tile_chart, money_chart, standing_chart,
    ]  # fmt: skip
    return [draw_one(report, say) for draw_one in drawn]


def reach_chart(report: Report, say: Wording) -> Chart:
    """Draw the sponsored workers month by month; never on one axis with coverage."""
    reach = report["figures"]["reach"]
    change = reach["numerator"] - report["before"]["reach"]["numerator"]
    turn = "reach_more" if change > 0 else "reach_fewer" if change else "reach_same"
    title = say.text(turn, change=say.count(abs(change)), total=say.count(reach["numerator"]))
    rows = [
        {"month": f"{row['month']}-01", "n": row["sponsored_count"],
         "label": say.count(row["sponsored_count"])}
        for row in report["months"]
    ]  # fmt: skip
    spec = {
        "data": {"values": rows}, "height": 150,
        "encoding": {
            "x": _MONTH_AXIS,
            "y": {"field": "n", "type": "quantitative", "title": say.text("workers"),
                  "axis": {"format": ",d", "tickCount": 4}},
        },
        "layer": [
            {"mark": {"type": "line", "color": ACCENT, "strokeWidth": 2.5}}, *end_labels(rows),
        ],
    }  # fmt: skip
    subtitle = say.text("reach_subtitle", share=say.share(reach, "ASN"))
    table = [[say.text("month"), say.text("reach_workers")]] + [
        [say.month(row["month"]), say.count(row["sponsored_count"])] for row in months_shown(report)
    ]
    return chart_of(report, spec, title, subtitle, reach["source"], table, say)


_STEPS = (
    ("money_billed", "billed_rp"), ("money_collected", "collected_rp"),
    ("money_remitted", "remitted_rp"), ("confirmed", "confirmed_rp"),
)  # fmt: skip


def money_chart(report: Report, say: Wording) -> Chart:
    """Draw the month's money from the bill to the insurer's confirmation."""
    money = report["money"]
    steps = [(say.text(name), money[key]) for name, key in _STEPS]
    rows = [
        {"step": name, "rp": amount_rp, "label": rupiah(amount_rp) + _lost(steps, number)}
        for number, (name, amount_rp) in enumerate(steps)
    ]
    spec = {
        "data": {"values": rows}, "height": {"step": 32},
        "encoding": {
            "y": {"field": "step", "type": "nominal", "sort": None, "title": None,
                  "axis": {"labelLimit": 160, "labelFontSize": 13, "labelColor": INK}},
            "x": {"field": "rp", "type": "quantitative", "axis": None,
                  "scale": {"domain": [0, max(1, money["billed_rp"]) * 1.7]}},
        },
        "layer": [
            {"mark": {"type": "bar", "color": ACCENT, "height": {"band": 0.7}}},
            {"mark": {"type": "text", "align": "left", "dx": 6},
             "encoding": {"text": {"field": "label"}}},
        ],
    }  # fmt: skip
    open_rp = money["billed_rp"] - money["confirmed_rp"]
    title = say.text("money_done")
    if open_rp > 0:
        title = say.text("money_open", open=rupiah(open_rp))
    subtitle = say.text("money_subtitle", month=say.month(report["month"]))
    table = [[say.text("money_step"), say.text("money_amount")]]
    table += [[name, rupiah(amount_rp)] for name, amount_rp in steps]
    return chart_of(report, spec, title, subtitle, say.text("money_source"), table, say)


def standing_chart(report: Report, say: Wording) -> Chart:
    """Draw how many workers are one, two or three and more months unpaid."""
    kinds = ("grace_1", "grace_2", "lapsed")
    names = {f"{kind}_count": say.text(f"standing_{kind}") for kind in kinds}
    rows = [
        {"month": f"{row['month']}-01", "kind": name, "order": order, "n": row[key]}
        for row in months_shown(report)
        for order, (key, name) in enumerate(names.items())
    ]
    spec = {
        "data": {"values": rows}, "height": 150, "mark": {"type": "bar"},
        "encoding": {
            "x": {"field": "month", "type": "ordinal", "timeUnit": "yearmonth", "title": None,
                  "axis": {"format": "%b %y"}},
            "y": {"field": "n", "type": "quantitative", "title": say.text("workers"),
                  "axis": {"tickCount": 4, "tickMinStep": 1, "format": ",d"}},
            "order": {"field": "order"},
            "color": {"field": "kind", "type": "nominal", "sort": list(names.values()),
                      "scale": {"range": ["#f0c9a8", "#d98a4e", WARM]},
                      "legend": {"title": say.text("standing_legend"), "orient": "top"}},
        },
    }  # fmt: skip
    now = report["figures"]["standing"]
    late = now["GRACE_1"] + now["GRACE_2"]
    lapsed = say.count(now["LAPSED"])
    title = say.text("standing_title", late=say.count(late), lapsed=lapsed)
    table = [[say.text("month"), say.text("standing_active"), *names.values()]] + [
        [say.month(row["month"]), *(say.count(row[key]) for key in ("active_count", *names))]
        for row in months_shown(report)
    ]
    subtitle, source = say.text("standing_subtitle"), say.text("insurer_list")
    return chart_of(report, spec, title, subtitle, source, table, say)


def _lost(steps: list[tuple[str, int]], number: int) -> str:
    lost_rp = steps[number - 1][1] - steps[number][1] if number else 0
    return f"  (−{rupiah(lost_rp)})" if lost_rp > 0 else ""
