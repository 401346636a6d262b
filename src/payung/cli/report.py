"""The commands `payung report ...`: papers of a month."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from payung.cli import _django
from payung.cli._answer import json_option, tell
from payung.cli._files import check_writable
from payung.cli._options import by_option
from payung.cli._programme import chosen, programme_option
from payung.cli._types import MONTH
from payung.core.calendar import day_in_zone
from payung.core.finding import refusal
from payung.core.period import Month


@click.group()
def report() -> None:
    """Laporan bulanan: PDF, XLSX, dan angka yang dibekukan."""


@report.command()
@programme_option
@click.option("--month", type=MONTH, required=True, help="Bulan laporan.")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="X.pdf atau X.xlsx.",
)
@json_option
def monev(programme: str | None, month: Month, out: Path, as_json: bool) -> None:
    """Buat laporan monev sebuah bulan: PDF (pages = halaman) atau XLSX (pages = lembar)."""
    kind = out.suffix.lower()
    if kind not in (".pdf", ".xlsx"):
        raise refusal("RPT-01")
    check_writable(out)
    _django.setup()
    from payung.reports import papers, selectors

    code = chosen(programme)
    made = selectors.monthly_report(programme_code=code, month=month, today=_today(code))
    write = papers.monev_pdf if kind == ".pdf" else papers.monev_xlsx
    tell({"file": str(out), "pages": write(made, out), "figures": made["figures"]}, as_json)


@report.command()
@programme_option
@click.option("--month", type=MONTH, required=True, help="Bulan yang dibekukan.")
@click.option("--reason", default="", help="Alasan, bila merevisi.")
@by_option
@json_option
def freeze(programme: str | None, month: Month, reason: str, by: str, as_json: bool) -> None:
    """Bekukan angka sebuah bulan; yang berubah kemudian menjadi revisi."""
    _django.setup()
    from payung.reports.services import freeze_month

    code = chosen(programme)
    kept = freeze_month(programme_code=code, month=month, by=by, today=_today(code), reason=reason)
    tell({"month": month, "revision": kept.revision, "fingerprint": kept.fingerprint}, as_json)


def _today(code: str) -> date:
    """Return the day it is in the programme's zone."""
    from django.utils import timezone

    from payung.registry.selectors import programme

    return day_in_zone(timezone.now(), programme(code).zone)
