"""The commands `payung pairing ...`: propose who pays for whom, and open it."""

from __future__ import annotations

import click

from payung.cli import _django
from payung.cli._answer import json_option, tell
from payung.cli._options import by_option
from payung.cli._programme import chosen, programme_option
from payung.cli._types import MONTH
from payung.core.period import Month

_month = click.option("--month", type=MONTH, required=True, help="Bulan pertama yang ditagih.")


@click.group()
def pairing() -> None:
    """Pasangkan pekerja dengan ASN penanggung."""


@pairing.command("propose")
@programme_option
@_month
@by_option
@json_option
def propose_pairs(programme: str | None, month: Month, by: str, as_json: bool) -> None:
    """Usulkan penanggung bagi semua pekerja yang menunggu; belum ada yang dibuka."""
    _django.setup()
    from payung.pairing import services

    found = services.propose(programme_code=chosen(programme), month=month, by=by)
    tell({"proposed": found.proposed, "opened": 0, "unmatched": found.unmatched}, as_json)


@pairing.command("apply")
@programme_option
@_month
@by_option
@json_option
def apply_pairs(programme: str | None, month: Month, by: str, as_json: bool) -> None:
    """Usulkan, lalu buka semua usulan mulai bulan ini."""
    _django.setup()
    from payung.pairing import services

    found = services.propose(programme_code=chosen(programme), month=month, by=by)
    opened = services.open_proposals(run_id=found.run_id, by=by).opened
    tell({"proposed": found.proposed, "opened": opened, "unmatched": found.unmatched}, as_json)
