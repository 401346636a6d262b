"""The chart of coverage: confirmed participants on their own base, against the official path."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from payung.core.period import Month
from payung.core.rules.coverage import percent as share_of
from payung.reports.drawing import (
    ACCENT,
    MUTED,
    Chart,
    chart_of,
    end_labels,
    months_shown,
)
from payung.reports.wording import Wording

Report = dict[str, Any]


def path_chart(report: Report, say: Wording) -> Chart:
    """Draw coverage on its own base against the straight path through the official points."""
    cover = report["figures"]["coverage"]
    base = cover["denominator"]
    if base is None:
        return _counts_chart(report, say)
    rows = [
        {"month": f"{row['month']}-01", "share": float(share_of(row["confirmed_count"], base) or 0)}
        for row in report["months"]
    ]
    goals = [
        {"month": f"{goal['year']}-12-31", "share": float(goal["percent"]),
         "label": f"{goal['year']}: {say.percent(goal['percent'])}"}
        for goal in report["targets"]
    ]  # fmt: skip
    last = [{**row, "label": say.percent(cover["percent"])} for row in rows[-1:]]
    spec = {
        "height": 170, "data": {"values": rows},
        "encoding": {
            "x": {"field": "month", "type": "temporal", "title": None,
                  "axis": {"format": "%Y", "tickCount": 8}},
            "y": {"field": "share", "type": "quantitative", "title": say.text("path_axis"),
                  "scale": {"domain": [0, 80]}, "axis": {"tickCount": 4}},
        },
        "layer": [
            {"data": {"values": last + goals},
             "mark": {"type": "line", "strokeDash": [6, 4], "color": MUTED}},
            {"mark": {"type": "line", "color": ACCENT, "strokeWidth": 3}},
            *end_labels(last), *end_labels(goals, color=MUTED, every=True),
        ],
    }  # fmt: skip
    subtitle = say.text("path_subtitle", base=say.count(base))
    table = _path_table(report, base, say)
    return chart_of(report, spec, _path_title(report, say), subtitle, cover["source"], table, say)


def _path_table(report: Report, base: int, say: Wording) -> list[list[str]]:
    table = [[say.text(key) for key in ("month", "confirmed", "path_coverage")]] + [
        [say.month(row["month"]), say.count(row["confirmed_count"]),
         say.percent(share_of(row["confirmed_count"], base))]
        for row in months_shown(report)
    ]  # fmt: skip
    return table + [
        [say.text("path_target", year=goal["year"]), "–", say.percent(goal["percent"])]
        for goal in report["targets"]
    ]


def _counts_chart(report: Report, say: Wording) -> Chart:
    """Draw the confirmed participants alone, while nobody has stated what they are part of."""
    rows = [
        {"month": f"{row['month']}-01", "n": row["confirmed_count"],
         "label": say.count(row["confirmed_count"])}
        for row in report["months"]
    ]  # fmt: skip
    spec = {
        "height": 150, "data": {"values": rows},
        "encoding": {
            "x": {"field": "month", "type": "temporal", "title": None,
                  "axis": {"format": "%b %Y", "tickCount": 7}},
            "y": {"field": "n", "type": "quantitative", "title": say.text("path_participants"),
                  "axis": {"format": ",d", "tickCount": 4}},
        },
        "layer": [{"mark": {"type": "line", "color": ACCENT, "strokeWidth": 3}}, *end_labels(rows)],
    }  # fmt: skip
    total = report["figures"]["coverage"]["numerator"]
    title = say.text("path_counts_title", count=say.count(total))
    table = [[say.text("month"), say.text("confirmed")]] + [
        [say.month(row["month"]), say.count(row["confirmed_count"])] for row in months_shown(report)
    ]
    subtitle = say.text("path_counts_subtitle")
    return chart_of(report, spec, title, subtitle, say.text("insurer_list"), table, say)


def _path_title(report: Report, say: Wording) -> str:
    """Return the title: the share, and what the first target asks for each month."""
    cover, month = report["figures"]["coverage"], Month.parse(report["month"])
    goals = [goal for goal in report["targets"] if goal["year"] > month.year]
    share = say.percent(cover["percent"])
    if not goals:
        return say.text("path_title", percent=share)
    wanted = Decimal(goals[0]["percent"]) * cover["denominator"] / 100 - cover["numerator"]
    each = -(-int(wanted) // (Month(goals[0]["year"], 12) - month))
    year = goals[0]["year"]
    return say.text("path_title_needed", percent=share, year=year, each=say.count(each))
