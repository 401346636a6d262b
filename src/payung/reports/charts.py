"""The charts of the monthly report, each with a title that says what it shows.

Titles are made by rule from the numbers, in at most ten words. Every chart takes the report that
`monthly.compose` (or a frozen month) gives, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from payung.core.period import Month
from payung.reports.coverage_chart import path_chart
from payung.reports.drawing import (
    ACCENT,
    INK,
    WARM,
    Chart,
    chart_of,
    end_labels,
    month_label,
    months_shown,
)
from payung.reports.unit_charts import ranking_chart, tile_chart
from payung.reports.wording import count, rupiah, share

Report = dict[str, Any]
_MONTH_AXIS = {
    "field": "month",
    "type": "temporal",
    "title": None,
    "axis": {"format": "%b %Y", "tickCount": 7},
}


def all_charts(report: Report) -> list[Chart]:
    """Return every chart of the report in the order of the paper."""
    drawn: list[Callable[[Report], Chart]] = [
        reach_chart, path_chart, ranking_chart, tile_chart, money_chart, standing_chart,
    ]  # fmt: skip
    return [draw_one(report) for draw_one in drawn]


def reach_chart(report: Report) -> Chart:
    """Draw the sponsored workers month by month; never on one axis with coverage."""
    reach = report["figures"]["reach"]
    change = reach["numerator"] - report["before"]["reach"]["numerator"]
    verb = f"bertambah {count(change)}" if change > 0 else f"berkurang {count(-change)}"
    verb = f"{verb} menjadi" if change else "tetap"
    title = f"Pekerja tertanggung {verb} {count(reach['numerator'])}"
    rows = [
        {"month": f"{row['month']}-01", "n": row["sponsored_count"],
         "label": count(row["sponsored_count"])}
        for row in report["months"]
    ]  # fmt: skip
    spec = {
        "data": {"values": rows}, "height": 150,
        "encoding": {
            "x": _MONTH_AXIS,
            "y": {"field": "n", "type": "quantitative", "title": "pekerja",
                  "axis": {"format": ",d", "tickCount": 4}},
        },
        "layer": [
            {"mark": {"type": "line", "color": ACCENT, "strokeWidth": 2.5}}, *end_labels(rows),
        ],
    }  # fmt: skip
    subtitle = (
        f"Pekerja dengan penanggungan yang berlaku, tiap bulan. Jangkauan: {share(reach, 'ASN')}"
    )
    table = [["Bulan", "Pekerja tertanggung"]]
    table += [[month_label(row), count(row["sponsored_count"])] for row in months_shown(report)]
    return chart_of(report, spec, title, subtitle, reach["source"], table)


def money_chart(report: Report) -> Chart:
    """Draw the month's money from the bill to the insurer's confirmation."""
    money = report["money"]
    steps = [("Ditagih", money["billed_rp"]), ("Terkumpul", money["collected_rp"]),
             ("Disetor ke BPJS", money["remitted_rp"]),
             ("Dikonfirmasi BPJS", money["confirmed_rp"])]  # fmt: skip
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
    title = f"{rupiah(open_rp)} iuran belum dikonfirmasi BPJS" if open_rp > 0 else (
        "Seluruh iuran bulan ini dikonfirmasi BPJS")  # fmt: skip
    subtitle = f"Rupiah, iuran bulan {Month.parse(report['month']).label()}; dasar: tagihan terbit"
    table = [["Tahap", "Jumlah"]] + [[name, rupiah(amount_rp)] for name, amount_rp in steps]
    return chart_of(report, spec, title, subtitle, "Tagihan, rekening koran, daftar BPJS", table)


def standing_chart(report: Report) -> Chart:
    """Draw how many workers are one, two or three and more months unpaid."""
    names = {"grace_1_count": "1 bulan", "grace_2_count": "2 bulan", "lapsed_count": "gugur (3+)"}
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
            "y": {"field": "n", "type": "quantitative", "title": "pekerja",
                  "axis": {"tickCount": 4, "tickMinStep": 1, "format": ",d"}},
            "order": {"field": "order"},
            "color": {"field": "kind", "type": "nominal", "sort": list(names.values()),
                      "scale": {"range": ["#f0c9a8", "#d98a4e", WARM]},
                      "legend": {"title": "tidak dibayar", "orient": "top"}},
        },
    }  # fmt: skip
    now = report["figures"]["standing"]
    late = now["GRACE_1"] + now["GRACE_2"]
    title = f"{count(late)} pekerja menunggak, {count(now['LAPSED'])} sudah gugur"
    subtitle = "Pekerja menurut banyaknya bulan berturut-turut tanpa iuran yang dikonfirmasi"
    table = [["Bulan", "Aktif", *names.values()]] + [
        [month_label(row), count(row["active_count"]), *(count(row[key]) for key in names)]
        for row in months_shown(report)
    ]
    return chart_of(report, spec, title, subtitle, "Daftar peserta BPJS Ketenagakerjaan", table)


def _lost(steps: list[tuple[str, int]], number: int) -> str:
    lost_rp = steps[number - 1][1] - steps[number][1] if number else 0
    return f"  (−{rupiah(lost_rp)})" if lost_rp > 0 else ""
