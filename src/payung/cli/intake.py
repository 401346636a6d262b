"""The command `payung intake read`: bring in a list as an office sends it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from payung.cli import _django
from payung.cli._answer import json_option
from payung.cli._days import refuse_future
from payung.cli._files import check_writable
from payung.cli._options import by_option, map_option
from payung.cli._programme import chosen, programme_option
from payung.cli._row_answer import kept, tell_kept
from payung.cli._types import DAY
from payung.core.calendar import day_in_zone
from payung.core.errors import Refused

KINDS = ("sponsors", "workers", "participants")


@click.group()
def intake() -> None:
    """Terima daftar ASN, pekerja dan peserta."""


@intake.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "kind", type=click.Choice(KINDS), required=True, help="Daftar apa ini.")
@programme_option
@click.option("--as-of", type=DAY, help="Keadaan pada tanggal ini; bawaan: seperti kata daftarnya.")
@click.option("--sheet", help="Lembar yang dibaca; bawaan: yang paling cocok.")
@map_option
@click.option("--fill-merged", is_flag=True, help="Isi sel gabungan ke bawah.")
@click.option("--apply", "applies", is_flag=True, help="Simpan baris yang diterima.")
@click.option("--errors", type=click.Path(dir_okay=False, path_type=Path), help="Berkas perbaikan.")
@by_option
@json_option
def read(
    file: Path,
    kind: str,
    programme: str | None,
    as_of: date | None,
    sheet: str | None,
    mapping: dict[str, str],
    fill_merged: bool,
    applies: bool,
    errors: Path | None,
    by: str,
    as_json: bool,
) -> None:
    """Baca FILE dan tunjukkan bagaimana tiap barisnya berakhir; simpan dengan --apply."""
    if errors is not None:
        check_writable(errors)
    _django.setup()
    from payung.intake.selectors import batch as read_again
    from payung.intake.selectors import same_file
    from payung.intake.services import Bounds, read_batch, receive_file
    from payung.registry.row_ends import row_ends
    from payung.registry.selectors import programme as find
    from payung.registry.services import apply_batch, judge_batch

    found, now = find(chosen(programme)), timezone.now()
    today = day_in_zone(now, found.zone)
    refuse_future("--as-of", as_of, today)
    batch = receive_file(
        path=file, file_name=file.name, kind=kind, programme_code=found.code, by=by, now=now
    )
    if (earlier := same_file(batch)) is not None:
        _django.say(f"Berkas yang sama pernah diterima (nomor {earlier.pk}).")
    if batch.refusal is None or mapping or sheet:
        batch = read_batch(
            batch_id=batch.pk, by=by, regency_code=found.regency_code, today=today, sheet=sheet,
            mapping=mapping or None, as_of=as_of, bounds=Bounds(fills=fill_merged),
        )  # fmt: skip
    if batch.refusal is not None:
        raise Refused(**batch.refusal)
    judge_batch(batch_id=batch.pk, by=by)
    ends = row_ends(batch_id=batch.pk)
    with kept(_answer(read_again(batch.pk)), ends, as_json=as_json) as told:
        if errors is not None:
            _write_errors(batch.pk, errors)
        if applies:
            apply_batch(batch_id=batch.pk, by=by, now=now)
        tell_kept(told)


def _answer(batch: Any) -> dict[str, Any]:
    return {
        "batch": batch.pk,
        "sheet": batch.sheet,
        "mapping": batch.mapping,
        "as_of": batch.as_of.isoformat(),
        "rows": batch.rows,
        "accepted": batch.accepted,
        "held": batch.held,
        "refused": batch.refused,
        "unchanged": batch.unchanged,
    }


def _write_errors(batch_id: int, out: Path) -> None:
    from payung.intake.errors_workbook import Problem, write_errors
    from payung.intake.selectors import batch as find
    from payung.registry.row_ends import row_ends

    problems = {
        end.row: Problem(end.status, end.findings)
        for end in row_ends(batch_id=batch_id)
        if end.status != "accepted"
    }
    write_errors(batch=find(batch_id), problems=problems, out=out)
