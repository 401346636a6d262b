"""The two charts of units: agencies ranked within their size, and the kecamatan as tiles."""

from __future__ import annotations

from typing import Any

from payung.core.rules.coverage import percent as share_of
from payung.reports.drawing import ACCENT, INK, MUTED, Chart, chart_of
from payung.reports.wording import Wording

Report = dict[str, Any]
_SIZES = (("ranking_small", 10), ("ranking_middle", 50), ("ranking_large", 10**9))
_UNSTATED = "ranking_unstated"
_TILE_PX, _TILES_ACROSS = 66, 7
_CLASSES = ("tile_none", "tile_some", "tile_most", "tile_all")
_FILLS = ("#ffffff", "#d5e9e6", "#7fbdb6", ACCENT)


def ranking_chart(report: Report, say: Wording) -> Chart:
    """Draw the OPD as bars to one hundred percent, sorted within groups of like size."""
    opd = report["figures"]["units"]["opd"]
    units = sorted(
        (unit for unit in report["units"] if unit["kind"] == "OPD"),
        key=lambda unit: (-_share(unit), -unit["sponsors"], -(unit["asn"] or 0)),
    )
    rows = [
        {"unit": unit["label"], "size": say.text(_size(unit["asn"])), "full": 100,
         "share": min(100, _share(unit)), "label": _part(unit, say)}
        for unit in units
    ]  # fmt: skip
    groups = [
        name
        for name in map(say.text, (*(size for size, _ in _SIZES), _UNSTATED))
        if any(row["size"] == name for row in rows)
    ]
    spec = {
        "data": {"values": rows},
        "facet": {"row": {"field": "size", "type": "nominal", "sort": groups, "title": None,
                          "header": {"labelAngle": 0, "labelOrient": "top", "labelAnchor": "start",
                                     "labelFontSize": 13, "labelFontWeight": 600}}},
        "resolve": {"scale": {"y": "independent"}}, "spacing": 8,
        "spec": {
            "width": 420, "height": {"step": 15},
            "encoding": {"y": {"field": "unit", "type": "nominal", "sort": None, "title": None,
                               "axis": {"labelColor": INK, "ticks": False, "domain": False}}},
            "layer": [
                {"mark": {"type": "bar", "fill": "white", "stroke": "#9aa7ae", "strokeWidth": 0.6,
                          "height": {"band": 0.72}},
                 "encoding": {"x": {"field": "full", "type": "quantitative", "axis": None,
                                    "scale": {"domain": [0, 125]}}}},
                {"mark": {"type": "bar", "color": ACCENT, "height": {"band": 0.72}},
                 "encoding": {"x": {"field": "share", "type": "quantitative", "axis": None}}},
                {"mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 11},
                 "encoding": {"x": {"field": "full", "type": "quantitative", "axis": None},
                              "text": {"field": "label"}}},
            ],
        },
    }  # fmt: skip
    absent = opd["total"] - opd["taking_part"]
    title = say.text("ranking_title", full=len(opd["at_100"]), absent=absent, total=opd["total"])
    subtitle, source = say.text("ranking_subtitle"), say.text("register")
    return chart_of(report, spec, title, subtitle, source, _ranking_table(units, say), say)


def _ranking_table(units: list[dict[str, Any]], say: Wording) -> list[list[str]]:
    heads = [say.text(key) for key in ("ranking_part", "ranking_percent", "ranking_absent")]
    return [["OPD", *heads]] + [
        [unit["label"], f"{unit['sponsors']}/{say.count(unit['asn'])}",
         say.percent(share_of(unit["sponsors"], unit["asn"] or 0)),
         say.count(unit["asn"] and unit["asn"] - unit["sponsors"])]
        for unit in units
    ]  # fmt: skip


def tile_chart(report: Report, say: Wording) -> Chart:
    """Draw the kecamatan as equal squares that carry their name and numbers."""
    places = {tile["code"]: tile for tile in report["tiles"]}
    units = sorted(
        (unit for unit in report["units"] if unit["kind"] == "KECAMATAN"),
        key=lambda unit: (-unit["workers"], unit["label"]),
    )
    rows = [
        {"x": places[unit["region_code"]]["column"], "y": places[unit["region_code"]]["row"],
         "name": unit["label"].replace(" ", "\n"), "number": say.count(unit["workers"]),
         "kind": say.text(_CLASSES[_class(unit)]), "ink": "#ffffff" if _class(unit) == 3 else INK}
        for unit in units
        if unit["region_code"] in places
    ]  # fmt: skip
    classes = [say.text(name) for name in _CLASSES]
    across, down = (max((row[axis] for row in rows), default=1) for axis in ("x", "y"))
    across = max(across, _TILES_ACROSS)
    axis: dict[str, Any] = {"type": "ordinal", "axis": None}
    columns = {"padding": 0.04, "domain": list(range(1, across + 1))}
    ink = {"color": {"field": "ink", "type": "nominal", "scale": None}}
    spec = {
        "data": {"values": rows}, "width": across * _TILE_PX, "height": down * 58,
        "encoding": {"x": {"field": "x", **axis, "scale": columns},
                     "y": {"field": "y", **axis, "scale": {"padding": 0.04}}},
        "layer": [
            {"mark": {"type": "rect", "stroke": MUTED, "strokeWidth": 0.8},
             "encoding": {"color": {"field": "kind", "type": "nominal", "sort": classes,
                                    "scale": {"domain": classes, "range": list(_FILLS)},
                                    "legend": {"title": None, "orient": "top",
                                               "symbolStrokeColor": MUTED}}}},
            {"mark": {"type": "text", "lineBreak": "\n", "dy": -14, "fontSize": 11},
             "encoding": {"text": {"field": "name"}, **ink}},
            {"mark": {"type": "text", "dy": 15, "fontSize": 14, "fontWeight": 600},
             "encoding": {"text": {"field": "number"}, **ink}},
        ],
        "resolve": {"scale": {"color": "independent"}},
    }  # fmt: skip
    kecamatan = report["figures"]["units"]["kecamatan"]
    part, total = kecamatan["taking_part"], kecamatan["total"]
    title = say.text("tile_title", part=part, total=total, full=len(kecamatan["at_100"]))
    subtitle, source = say.text("tile_subtitle"), say.text("register")
    table = [[say.text(key) for key in ("tile_kecamatan", "tile_workers", "ranking_part")]] + [
        [unit["label"], say.count(unit["workers"]), f"{unit['sponsors']}/{say.count(unit['asn'])}"]
        for unit in units
    ]
    return chart_of(report, spec, title, subtitle, source, table, say)


def _size(asn: int | None) -> str:
    if asn is None:
        return _UNSTATED
    return next(name for name, most in _SIZES if asn <= most)


def _share(unit: dict[str, Any]) -> float:
    return 100 * unit["sponsors"] / unit["asn"] if unit["asn"] else 0


def _part(unit: dict[str, Any], say: Wording) -> str:
    sponsors, asn = unit["sponsors"], unit["asn"]
    if asn is None:
        return say.text("ranking_sponsors", count=sponsors)
    return f"{say.percent(share_of(sponsors, asn))}  {sponsors}/{asn}"


def _class(unit: dict[str, Any]) -> int:
    if not unit["sponsors"]:
        return 0
    if not unit["asn"]:
        return 1
    return 3 if unit["sponsors"] >= unit["asn"] else 2 if 2 * unit["sponsors"] >= unit["asn"] else 1
