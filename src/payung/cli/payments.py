"""The commands `payung payments ...`: record money that came in and pass it on."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click
from django.utils import timezone

from payung.cli import _django
from payung.cli._answer import json_option, tell
from payung.cli._days import refuse_future
from payung.cli._options import by_option, map_option
from payung.cli._programme import chosen, programme_option
from payung.cli._types import DAY, MONTH, RUPIAH
from payung.core.calendar import day_in_zone
from payung.core.errors import Refused
from payung.core.period import Month


@click.group()
def payments() -> None:
    """Uang iuran: catat yang masuk, setorkan ke BPJS Ketenagakerjaan."""


@payments.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@programme_option
@click.option("--sheet", help="Lembar yang dibaca; bawaan: yang paling cocok.")
@map_option
@by_option
@json_option
def record(
    file: Path,
    programme: str | None,
    sheet: str | None,
    mapping: dict[str, str],
    by: str,
    as_json: bool,
) -> None:
    """Catat mutasi bank, hasil autodebet atau daftar potong gaji dari FILE."""
    _django.setup()
    from payung.intake.services import read_batch, receive_file
    from payung.payments.services import record_statement
    from payung.registry.selectors import programme as find

    found, now = find(chosen(programme)), timezone.now()
    batch = receive_file(
        path=file, file_name=file.name, kind="money", programme_code=found.code, by=by, now=now
    )
    if batch.refusal is None:
        batch = read_batch(
            batch_id=batch.pk, by=by, regency_code=found.regency_code,
            today=day_in_zone(now, found.zone), sheet=sheet, mapping=mapping or None,
        )  # fmt: skip
    if batch.refusal is not None:
        raise Refused(**batch.refusal)
    tell(asdict(record_statement(batch_id=batch.pk, by=by)), as_json)


@payments.command()
@programme_option
@click.option("--month", required=True, type=MONTH, help="Bulan iuran.")
@click.option("--reference", required=True, help="Nomor bukti dari BPJS Ketenagakerjaan.")
@click.option("--amount", required=True, type=RUPIAH, help="Jumlah yang disetor.")
@click.option("--on", "remitted_on", type=DAY, help="Tanggal setor; bawaan: hari ini.")
@by_option
@json_option
def remit(
    programme: str | None,
    month: Month,
    reference: str,
    amount: int,
    remitted_on: date | None,
    by: str,
    as_json: bool,
) -> None:
    """Catat setoran ke BPJS Ketenagakerjaan."""
    _django.setup()
    from payung.payments import services
    from payung.registry.selectors import programme as find

    found = find(chosen(programme))
    today = day_in_zone(timezone.now(), found.zone)
    refuse_future("--on", remitted_on, today)
    remitted = services.remit(
        programme_code=found.code, month=month, reference=reference, amount_rp=amount,
        remitted_on=remitted_on or today, by=by,
    )  # fmt: skip
    tell(asdict(remitted), as_json)
