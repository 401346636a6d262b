"""Write a monthly report as PDF or workbook; the same report gives the same bytes."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime, time
from importlib import resources
from pathlib import Path
from typing import Any

import typst
import xlsxwriter

from payung.core.period import Month
from payung.reports import words
from payung.reports.charts import all_charts
from payung.reports.drawing import font_folder
from payung.reports.wording import Wording

_STANDARDS: Any = ["ua-1", "a-2a"]


def monev_pdf(report: dict[str, Any], target: Path) -> int:
    """Write the report as a tagged A4 PDF and return its pages; `report` as `compose` gives it."""
    charts = all_charts(report)
    template = resources.files("payung.reports").joinpath("templates", "monev.typ")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, chart in enumerate(charts):
            folder.joinpath(f"{number}.svg").write_text(chart.svg, "utf-8")
        folder.joinpath("report.json").write_text(json.dumps(_printed(report, charts)), "utf-8")
        source = folder / "monev.typ"
        source.write_text(template.read_text("utf-8"), "utf-8")
        settings: dict[str, Any] = {
            "font_paths": [font_folder()],
            "ignore_system_fonts": True,
            "timestamp": int(_moment(report).timestamp()),
        }
        typst.compile(source, output=target, pdf_standards=_STANDARDS, **settings)
        counted = typst.query(source, "<pages>", field="value", one=True, **_asked(settings))
    return int(json.loads(counted))


def monev_xlsx(report: dict[str, Any], target: Path) -> int:
    """Write the report as a workbook and return its sheets; texts are never formulas."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(target), options) as book:
        book.set_properties({"created": _moment(report).replace(tzinfo=None)})
        sheets = _sheets(report)
        bold = book.add_format({"bold": True})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells, bold if row == 0 else None)
            sheet.autofit(max_width=320)
    return len(sheets)


def _printed(report: dict[str, Any], charts: list[Any]) -> dict[str, Any]:
    """Return what the template prints: texts only."""
    month = Month.parse(report["month"])
    return {
        **{key: report["programme"][key] for key in ("name", "regency", "office", "is_demo")},
        "month": month.label(),
        "as_of": Wording().day(report["figures"]["as_of"]),
        "year": month.last_day.year, "month_number": month.month, "day": month.last_day.day,
        "revision": report.get("revision", 0),
        "headlines": words.headlines(report),
        "sentences": words.sentences(report),
        "charts": [
            {key: value for key, value in asdict(chart).items() if key != "svg"} for chart in charts
        ],
        "differences": words.difference_rows(report),
        "press": words.press_rows(report),
        "sources": words.source_rows(report),
    }  # fmt: skip


def _sheets(report: dict[str, Any]) -> dict[str, list[list[Any]]]:
    """Return the sheets of the workbook: the figures as `coverage show` gives them come first."""
    units = [["kode", "jenis", "unit", "asn", "penanggung", "pekerja"]] + [
        [unit[key] for key in ("code", "kind", "label", "asn", "sponsors", "workers")]
        for unit in report["units"]
    ]
    keys = list(report["months"][0]) if report["months"] else ["month"]
    return {
        "Angka": [["angka", "nilai"], *_flat(report["figures"])],
        "Unit": units,
        "Bulan": [keys, *(list(row.values()) for row in report["months"])],
        "Uang": [["angka", "nilai"], *(list(item) for item in report["money"].items())],
        "Perbedaan": words.difference_rows(report),
        "Pers": words.press_rows(report),
        "Sumber": words.source_rows(report),
    }


def _flat(value: Any, path: str = "") -> list[list[Any]]:
    """Return nested figures as rows of a dotted name and a value."""
    if isinstance(value, dict):
        return [
            row
            for key, inner in value.items()
            for row in _flat(inner, f"{path}.{key}" if path else key)
        ]
    return [[path, ", ".join(value) if isinstance(value, list) else value]]


def _moment(report: dict[str, Any]) -> datetime:
    """Return the end of the report's month: papers carry no other clock."""
    return datetime.combine(Month.parse(report["month"]).last_day, time(12), UTC)


def _asked(settings: dict[str, Any]) -> dict[str, Any]:
    return {key: settings[key] for key in ("font_paths", "ignore_system_fonts")}
