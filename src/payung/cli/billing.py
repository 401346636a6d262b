"""The commands `payung billing ...`: issue, approve and look at a month's bills."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from payung.cli import _django
from payung.cli._answer import json_option, tell
from payung.cli._options import by_option
from payung.cli._programme import chosen, programme_option
from payung.cli._types import MONTH
from payung.core.calendar import day_in_zone
from payung.core.period import Month

if TYPE_CHECKING:
    from payung.billing.services import Issued

_month = click.option("--month", required=True, type=MONTH, help="Bulan iuran.")


@click.group()
def billing() -> None:
    """Tagihan iuran bulanan, satu per unit pengumpul."""


@billing.command()
@programme_option
@_month
@click.option(
    "--months", default=1, type=click.IntRange(1, 12), help="Sekian bulan ke depan sekaligus."
)
@by_option
@json_option
def issue(programme: str | None, month: Month, months: int, by: str, as_json: bool) -> None:
    """Terbitkan tagihan; yang sudah ditagih tidak ditagih lagi."""
    _django.setup()
    from django.utils import timezone

    from payung.billing.services import issue_months
    from payung.payments.services import allocate_open
    from payung.registry.selectors import programme as find_programme

    code = chosen(programme)
    today = day_in_zone(timezone.now(), find_programme(code).zone)
    issued = issue_months(programme_code=code, month=month, months=months, by=by, today=today)
    allocate_open(programme_code=code, by=by)
    tell(_together(issued), as_json)


@billing.command()
@programme_option
@_month
@by_option
@json_option
def approve(programme: str | None, month: Month, by: str, as_json: bool) -> None:
    """Setujui dan terbitkan tagihan yang disiapkan orang lain."""
    _django.setup()
    from payung.billing.services import approve_month
    from payung.payments.services import allocate_open

    code = chosen(programme)
    issued = approve_month(programme_code=code, month=month, by=by)
    allocate_open(programme_code=code, by=by)
    tell(asdict(issued), as_json)


def _together(issued: list[Issued]) -> dict[str, object]:
    """Return one answer for all months asked for: the last one's state, and the sums."""
    rows = [asdict(each) for each in issued]
    sums = {key: sum(row[key] for row in rows) for key in rows[0] if key != "state"}
    return {"state": rows[-1]["state"], **sums}
