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
    month_label,
    months_shown,
)
from payung.reports.wording import count, percent

Report = dict[str, Any]


def path_chart(report: Report) -> Chart:
    """Draw coverage on its own base against the straight path through the official points."""
    cover = report["figures"]["coverage"]
    base = cover["denominator"]
    if base is None:
        return _counts_chart(report)
    rows = [
        {"month": f"{row['month']}-01", "share": float(share_of(row["confirmed_count"], base) or 0)}
        for row in report["months"]
    ]
    goals = [
        {"month": f"{goal['year']}-12-31", "share": float(goal["percent"]),
         "label": f"{goal['year']}: {percent(goal['percent'])}"}
        for goal in report["targets"]
    ]  # fmt: skip
    last = [{**row, "label": percent(cover["percent"])} for row in rows[-1:]]
    spec = {
        "height": 170, "data": {"values": rows},
        "encoding": {
            "x": {"field": "month", "type": "temporal", "title": None,
                  "axis": {"format": "%Y", "tickCount": 8}},
            "y": {"field": "share", "type": "quantitative", "title": "persen dari pekerja",
                  "scale": {"domain": [0, 80]}, "axis": {"tickCount": 4}},
        },
        "layer": [
            {"data": {"values": last + goals},
             "mark": {"type": "line", "strokeDash": [6, 4], "color": MUTED}},
            {"mark": {"type": "line", "color": ACCENT, "strokeWidth": 3}},
            *end_labels(last), *end_labels(goals, color=MUTED, every=True),
        ],
    }  # fmt: skip
    title = f"Cakupan {percent(cover['percent'])}{_needed(report)}"
    subtitle = (
        f"Peserta yang dikonfirmasi BPJS, persen dari {count(base)} pekerja informal. Garis putus: "
        "jalur lurus ke target RPJMD dan RPJPD; dasarnya tidak disebut dokumen"
    )
    table = [["Bulan", "Dikonfirmasi BPJS", "Cakupan"]] + [
        [month_label(row), count(row["confirmed_count"]),
         percent(share_of(row["confirmed_count"], base))]
        for row in months_shown(report)
    ]  # fmt: skip
    table += [
        [f"Target {goal['year']}", "–", percent(goal["percent"])] for goal in report["targets"]
    ]
    return chart_of(report, spec, title, subtitle, cover["source"], table)


def _counts_chart(report: Report) -> Chart:
    """Draw the confirmed participants alone, while nobody has stated what they are part of."""
    rows = [
        {"month": f"{row['month']}-01", "n": row["confirmed_count"],
         "label": count(row["confirmed_count"])}
        for row in report["months"]
    ]  # fmt: skip
    spec = {
        "height": 150, "data": {"values": rows},
        "encoding": {
            "x": {"field": "month", "type": "temporal", "title": None,
                  "axis": {"format": "%b %Y", "tickCount": 7}},
            "y": {"field": "n", "type": "quantitative", "title": "peserta",
                  "axis": {"format": ",d", "tickCount": 4}},
        },
        "layer": [{"mark": {"type": "line", "color": ACCENT, "strokeWidth": 3}}, *end_labels(rows)],
    }  # fmt: skip
    cover = report["figures"]["coverage"]
    title = f"{count(cover['numerator'])} peserta dikonfirmasi BPJS; dasar cakupan belum dinyatakan"
    table = [["Bulan", "Dikonfirmasi BPJS"]]
    table += [[month_label(row), count(row["confirmed_count"])] for row in months_shown(report)]
    subtitle = "Peserta yang dikonfirmasi daftar BPJS, tiap bulan"
    return chart_of(report, spec, title, subtitle, "Daftar peserta BPJS Ketenagakerjaan", table)


def _needed(report: Report) -> str:
    """Return what the first target asks for each month, in words for the title."""
    cover, month = report["figures"]["coverage"], Month.parse(report["month"])
    goals = [goal for goal in report["targets"] if goal["year"] > month.year]
    if not goals:
        return ""
    wanted = Decimal(goals[0]["percent"]) * cover["denominator"] / 100 - cover["numerator"]
    each = -(-int(wanted) // (Month(goals[0]["year"], 12) - month))
    return f"; target {goals[0]['year']} perlu {count(each)} pekerja tiap bulan"
