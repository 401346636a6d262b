"""Fill the tables with invented people and money, set-based; none of it is measured."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from benchmarks import ground
from payung.core.period import Month

_STATEMENTS = Path(__file__).with_name("sql")


def run(name: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """Run `sql/<name>.sql` as the application's role and return the rows it gives, if any."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_text(name), parameters)
        return cursor.fetchall() if cursor.description else []


def registers(*, workers: int, sponsors: int, from_month: Month) -> None:
    """Register workers, and sponsors for the first of them."""
    from payung.db.sealing import seal

    run(
        "fill_registers",
        nik_sealed=seal("3324140608980001", "registry_person.nik_sealed"),
        nip_sealed=seal("198001012005011001", "registry_sponsor.nip_sealed"),
        programme=ground.PROGRAMME,
        workers=workers,
        sponsors=sponsors,
        from_month=from_month.first_day,
    )


def payments(month: Month) -> None:
    """Pay the month's bills, all but every fortieth line."""
    run("fill_payments", programme=ground.PROGRAMME, month=month.first_day)


def insurer_list(month: Month, *, batch: int) -> None:
    """Let the insurer's list of the month's last day come in."""
    run("fill_insurer_list", programme=ground.PROGRAMME, month=month.first_day, batch=batch)


@cache
def _text(name: str) -> str:
    return (_STATEMENTS / f"{name}.sql").read_text("utf-8")
