"""Reach, coverage and the month's other figures, each with base, day, source and definition."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.core.period import Month
from payung.reports.charts import all_charts
from payung.reports.drawing import Chart
from payung.reports.papers import monev_pdf, monev_xlsx
from payung.reports.press import definitions
from payung.reports.selectors import monthly_report
from payung.reports.services import freeze_month
from payung.web.acts import perform
from payung.web.desk.picking import chosen_month, months_around
from payung.web.downloads import download
from payung.web.pages import check, page
from payung.web.programmes import Programme, desk
from payung.web.templatetags.payung import count, language, percent
from payung.web.templatetags.payung import month as month_words
from payung.web.tokens import token_of

_PAPERS = {"pdf": monev_pdf, "xlsx": monev_xlsx}


@desk
def figures(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Show the month's figures, frozen or as they stand, with charts and their tables."""
    month = chosen_month(request, programme)
    report = monthly_report(programme_code=programme.code, month=month, today=programme.today)
    found = report["figures"]
    return page(
        request, "desk/figures", programme, part="figures",
        month=month, months=months_around(month, programme), figures=found,
        revision=report["revision"], charts=_drawn(json.dumps(report), language()),
        press=_press(report),
        standings=[(code, number) for code, number in found["standing"].items() if number],
    )  # fmt: skip


@lru_cache(maxsize=12)
def _drawn(report: str, lang: str) -> list[Chart]:
    """Return the charts of a report; drawing takes seconds, and the same report draws the same."""
    return all_charts(json.loads(report), lang)


def _press(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the press's figures with what they are called, those that do not agree first."""
    rows = [
        {**row, "name": definitions().get(row["code"], {}).get(language(), row["code"])}
        for row in report["press"]
    ]
    return sorted(rows, key=lambda row: row["agrees"] is not False)


@desk
def freeze(request: HttpRequest, programme: Programme, month: Month) -> HttpResponse:
    """Freeze the month's figures: show them, do it once; changed figures become a revision."""
    by = request.user.get_username()
    back = reverse("desk:figures", args=[programme.code]) + f"?bulan={month}"
    if token := token_of(request):
        receipt = perform(
            token=token, act="freeze", programme_code=programme.code, by=by,
            do=lambda: _freeze(programme, month, by),
        )  # fmt: skip
        return redirect("desk:receipt", programme.code, receipt.token)
    found = monthly_report(programme_code=programme.code, month=month, today=programme.today)[
        "figures"
    ]
    return check(
        request, programme, part="figures", back=back, title=_("Periksa: bekukan angka"),
        crumbs=[(_("Angka dan laporan"), back)],
        answers=[
            (_("Bulan"), month_words(month), ""),
            (_("Jangkauan"), _ratio(found["reach"]), ""),
            (_("Cakupan"), _ratio(found["coverage"]), ""),
        ],
        warning=_("Laporan bulan ini sesudahnya selalu memakai angka yang dibekukan."),
        button=_("Bekukan angka"),
    )  # fmt: skip


def _ratio(ratio: dict[str, Any]) -> str:
    base = f"{count(ratio['numerator'])} / {count(ratio['denominator'])}"
    return f"{percent(ratio['percent'])} ({base})"


def _freeze(programme: Programme, month: Month, by: str) -> dict[str, Any]:
    kept = freeze_month(programme_code=programme.code, month=month, by=by, today=programme.today)
    return {"month": str(month), "revision": kept.revision}


@desk
def paper(request: HttpRequest, programme: Programme, month: Month, form: str) -> HttpResponse:
    """Hand over the month's report as PDF or workbook, with the digits of the page."""
    if form not in _PAPERS:
        raise Http404
    report = monthly_report(programme_code=programme.code, month=month, today=programme.today)
    with NamedTemporaryFile(suffix=f".{form}") as file:
        _PAPERS[form](report, Path(file.name))
        content = Path(file.name).read_bytes()
    return download(content, name=f"monev-{programme.code}-{month}", form=form)
