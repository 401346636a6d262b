"""The commands `payung reconciliation ...`: match, explain and close a month."""

from __future__ import annotations

import click

from payung.cli import _django
from payung.cli._answer import json_option, tell
from payung.cli._options import by_option
from payung.cli._programme import chosen, programme_option
from payung.cli._types import MONTH
from payung.core.period import Month

_month = click.option("--month", required=True, type=MONTH, help="Bulan iuran.")


@click.group()
def reconciliation() -> None:
    """Cocokkan tagihan, uang dan daftar peserta BPJS Ketenagakerjaan."""


@reconciliation.command()
@programme_option
@_month
@by_option
@json_option
def match(programme: str | None, month: Month, by: str, as_json: bool) -> None:
    """Cocokkan bulan itu dan sebutkan yang tidak cocok."""
    _django.setup()
    from payung.reconciliation.services import match_month

    tell(match_month(programme_code=chosen(programme), month=month, by=by), as_json)


@reconciliation.command()
@programme_option
@_month
@click.option("--kind", required=True, help="Jenis selisih, misalnya UNPAID.")
@click.option("--subject", default="*", help="Baris yang dimaksud; bawaan: semua yang terbuka.")
@click.option("--outcome", required=True, help="Apa hasilnya, dalam satu kata.")
@click.option("--note", required=True, help="Penjelasannya.")
@by_option
@json_option
def explain(
    programme: str | None, month: Month, kind: str, subject: str, outcome: str, note: str, by: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Jelaskan selisih bulan itu."""
    _django.setup()
    from payung.reconciliation import services

    count = services.explain(
        programme_code=chosen(programme), month=month, kind=kind, subject=subject, outcome=outcome,
        note=note, by=by,
    )  # fmt: skip
    tell({"explained": count}, as_json)


@reconciliation.command()
@programme_option
@_month
@by_option
@json_option
def close(programme: str | None, month: Month, by: str, as_json: bool) -> None:
    """Tutup bulan itu; angkanya tetap, koreksi masuk bulan berikutnya."""
    _django.setup()
    from payung.reconciliation.services import close_month

    tell(close_month(programme_code=chosen(programme), month=month, by=by), as_json)
