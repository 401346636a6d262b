"""The charts of the monthly report, each with a title that says what it shows.

Titles are made by rule from the numbers, in at most ten words. Every chart takes the report that
`monthly.compose` (or a frozen month) gives, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from payung.core.period import Month
from payung.core.rules.coverage import percent as share_of
from payung.reports.drawing import ACCENT, INK, MUTED, WARM, Chart, chart_of
from payung.reports.unit_charts import ranking_chart, tile_chart
from payung.reports.wording import count, percent, rupiah

Report = dict[str, Any]
_MONTHS_SHOWN = 12
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
    title = (
        f"Pekerja tertanggung {verb if change else 'tetap,'} menjadi {count(reach['numerator'])}"
    )
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
        "layer": [{"mark": {"type": "line", "color": ACCENT, "strokeWidth": 2.5}}, *_end(rows)],
    }  # fmt: skip
    subtitle = (
        "Pekerja dengan penanggungan yang berlaku, tiap bulan. "
        f"Jangkauan {percent(reach['percent'])} dari {count(reach['denominator'])} ASN"
    )
    table = [["Bulan", "Pekerja tertanggung"]]
    table += [[_label(row), count(row["sponsored_count"])] for row in _shown(report)]
    return chart_of(report, spec, title, subtitle, reach["source"], table)


def path_chart(report: Report) -> Chart:
    """Draw coverage on its own base against the straight path through the official points."""
    cover = report["figures"]["coverage"]
    base = cover["denominator"]
    rows = [
        {"month": f"{row['month']}-01", "share": float(share_of(row["confirmed_count"], base) or 0)}
        for row in report["months"]
        if base
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
            *_end(last), *_end(goals, color=MUTED, every=True),
        ],
    }  # fmt: skip
    title = f"Cakupan {percent(cover['percent'])}{_needed(report)}"
    subtitle = (
        f"Peserta yang dikonfirmasi BPJS, persen dari {count(base)} pekerja informal. Garis putus: "
        "jalur lurus ke target RPJMD dan RPJPD; dasarnya tidak disebut dokumen"
    )
    table = [["Bulan", "Dikonfirmasi BPJS", "Cakupan"]] + [
        [_label(row), count(row["confirmed_count"]),
         percent(share_of(row["confirmed_count"], base)) if base else "–"]
        for row in _shown(report)
    ]  # fmt: skip
    table += [
        [f"Target {goal['year']}", "–", percent(goal["percent"])] for goal in report["targets"]
    ]
    return chart_of(report, spec, title, subtitle, cover["source"], table)


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
        for row in _shown(report)
        for order, (key, name) in enumerate(names.items())
    ]
    spec = {
        "data": {"values": rows}, "height": 150, "mark": {"type": "bar"},
        "encoding": {
            "x": {"field": "month", "type": "ordinal", "timeUnit": "yearmonth", "title": None,
                  "axis": {"format": "%b %y"}},
            "y": {"field": "n", "type": "quantitative", "title": "pekerja",
                  "axis": {"tickCount": 4, "format": ",d"}},
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
        [_label(row), count(row["active_count"]), *(count(row[key]) for key in names)]
        for row in _shown(report)
    ]
    return chart_of(report, spec, title, subtitle, "Daftar peserta BPJS Ketenagakerjaan", table)


def _needed(report: Report) -> str:
    """Return what the first target asks for each month, in words for the title."""
    cover, month = report["figures"]["coverage"], Month.parse(report["month"])
    goals = [goal for goal in report["targets"] if goal["year"] > month.year]
    if not goals or not cover["denominator"]:
        return ""
    wanted = Decimal(goals[0]["percent"]) * cover["denominator"] / 100 - cover["numerator"]
    each = -(-int(wanted) // (Month(goals[0]["year"], 12) - month))
    return f"; target {goals[0]['year']} perlu {count(each)} pekerja tiap bulan"


def _lost(steps: list[tuple[str, int]], number: int) -> str:
    lost_rp = steps[number - 1][1] - steps[number][1] if number else 0
    return f"  (−{rupiah(lost_rp)})" if lost_rp > 0 else ""


def _end(
    rows: list[dict[str, Any]], *, color: str = INK, every: bool = False
) -> list[dict[str, Any]]:
    """Return a point and its label for the last row, or for every one."""
    marked = {"values": rows if every else rows[-1:]}
    mark = {"type": "text", "align": "right", "dy": -12, "color": color, "fontWeight": 600}
    return [
        {"data": marked, "mark": {"type": "point", "filled": True, "size": 55, "color": color}},
        {"data": marked, "mark": mark, "encoding": {"text": {"field": "label"}}},
    ]


def _shown(report: Report) -> list[dict[str, Any]]:
    return report["months"][-_MONTHS_SHOWN:]


def _label(row: dict[str, Any]) -> str:
    return Month.parse(row["month"]).label()
