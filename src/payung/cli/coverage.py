"""The commands `payung coverage ...`: the figures of a programme on a day."""

from __future__ import annotations

from datetime import date

import click

from payung.cli import _django
from payung.cli._answer import json_option, tell
from payung.cli._programme import chosen, programme_option
from payung.cli._types import DAY
from payung.core.period import Month


@click.group()
def coverage() -> None:
    """Jangkauan, cakupan, dan kedudukan pekerja."""


@coverage.command()
@programme_option
@click.option("--as-of", type=DAY, required=True, help="Keadaan pada tanggal ini.")
@json_option
def show(programme: str | None, as_of: date, as_json: bool) -> None:
    """Tunjukkan angka sebuah program pada suatu tanggal; bulan yang dibekukan tetap bunyinya."""
    _django.setup()
    from payung.coverage import selectors, services
    from payung.coverage.figures import as_json as plain
    from payung.reports.selectors import frozen

    code, month = chosen(programme), Month.of(as_of)
    kept = frozen(programme_code=code, month=month) if as_of == month.last_day else None
    if kept is not None:
        tell(kept.figures["figures"], as_json)
        return
    services.ensure_derived(programme_code=code, month=month)
    tell(plain(selectors.figures(programme_code=code, as_of=as_of)), as_json)
