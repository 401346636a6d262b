"""Draw Vega-Lite charts as SVG that stands by itself: described, without script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib import resources
from typing import Any

import vl_convert

from payung.core.period import MONTH_NAMES
from payung.reports.wording import Wording

INK, MUTED, ACCENT, SOFT, WARM = "#1b2a33", "#5a6872", "#0b6e69", "#b9d8d4", "#b4531f"
FONT = "Source Sans Pro"
WIDTH = 440
_MONTHS_SHOWN = 12
_SIGNS = {"id": (",", "."), "en": (".", ",")}
_DAYS = {
    "id": ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"],
    "en": ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
}
_CONFIG: dict[str, Any] = {
    "font": FONT, "background": None, "view": {"stroke": None},
    "axis": {"labelColor": MUTED, "titleColor": MUTED, "gridColor": "#e3e8ea", "labelFontSize": 12,
             "titleFontSize": 12, "titleFontWeight": "normal", "domainColor": "#9aa7ae",
             "tickColor": "#9aa7ae", "labelAngle": 0},
    "text": {"color": INK, "fontSize": 12},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with all that must stand around it; `table` holds the same numbers, header first."""

    title: str
    subtitle: str
    svg: str
    description: str
    source: str
    table: list[list[str]] = field(default_factory=list)


def draw(spec: dict[str, Any], *, title: str, description: str, lang: str = "id") -> str:
    """Return the SVG of a spec, with a role, a title and a description for those who listen."""
    _load_font()
    svg: str = vl_convert.vegalite_to_svg(
        {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "config": _CONFIG,
         **({} if "facet" in spec else {"width": WIDTH}), **spec},
        format_locale=_numbers(lang), time_format_locale=_times(lang),
    )  # fmt: skip
    head, _, rest = svg.partition(">")
    told = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    return f'{head} role="img">{told}{rest}'


def chart_of(
    report: Mapping[str, Any], spec: dict[str, Any], title: str, subtitle: str, source: str,
    table: list[list[str]], say: Wording,
) -> Chart:  # fmt: skip
    """Return the drawn chart; what is read out is its subtitle and its newest rows."""
    description = f"{subtitle}. {'; '.join(' '.join(row) for row in table[1:][-3:])}"
    as_of = say.text("as_of", day=say.day(report["figures"]["as_of"]))
    svg = draw(spec, title=title, description=description, lang=say.lang)
    told = f"{source or say.text('unstated')}. {as_of}"
    return Chart(title, subtitle, svg, description, told, table)


def end_labels(
    rows: list[dict[str, Any]], *, color: str = INK, every: bool = False
) -> list[dict[str, Any]]:
    """Return a point and its label for the last row, or for every one."""
    marked = {"values": rows if every else rows[-1:]}
    mark = {"type": "text", "align": "right", "dy": -12, "color": color, "fontWeight": 600}
    return [
        {"data": marked, "mark": {"type": "point", "filled": True, "size": 55, "color": color}},
        {"data": marked, "mark": mark, "encoding": {"text": {"field": "label"}}},
    ]


def months_shown(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the newest twelve months of a report, which tables hold."""
    newest: list[dict[str, Any]] = report["months"][-_MONTHS_SHOWN:]
    return newest


@cache
def font_folder() -> str:
    """Return the folder of the typeface that papers and charts are set in."""
    return str(resources.files("font_source_sans_pro").joinpath("files"))


@cache
def _numbers(lang: str) -> dict[str, Any]:
    decimal, thousands = _SIGNS[lang]
    return {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["Rp", ""]}


@cache
def _times(lang: str) -> dict[str, Any]:
    months = list(MONTH_NAMES[lang])
    short = ["Agu" if name == "Agustus" else name[:3] for name in months]
    return {
        "dateTime": "%A, %e %B %Y", "date": "%d/%m/%Y", "time": "%H.%M", "periods": ["", ""],
        "days": _DAYS[lang], "shortDays": [name[:3] for name in _DAYS[lang]],
        "months": months, "shortMonths": short,
    }  # fmt: skip


@cache
def _load_font() -> None:
    vl_convert.register_font_directory(font_folder())
