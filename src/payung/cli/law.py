"""The commands `payung law ...`: ask the law of a month or a day. No database is needed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import click

from payung.cli._answer import json_option, tell
from payung.cli._types import DAY, MONTH, RUPIAH
from payung.core import parameters
from payung.core.period import Month
from payung.core.rules import benefits as benefit_rules
from payung.core.rules import iuran as iuran_rules
from payung.core.rules import retirement as retirement_rules
from payung.core.rules import standing as standing_rules

_SECTORS = [sector.value for sector in iuran_rules.Sector]
_PURSES = [purse.value.lower() for purse in iuran_rules.Purse]
_EVENTS = [event.value for event in benefit_rules.Event]
_KINDS = ["PNS", "PPPK", "PPPK_PARUH_WAKTU"]


@click.group()
def law() -> None:
    """Tanyakan ketentuan yang berlaku pada suatu bulan atau tanggal."""


@law.command()
@click.option("--month", type=MONTH, required=True, help="Bulan iuran.")
@click.option("--income", type=RUPIAH, required=True, help="Penghasilan sebulan.")
@click.option(
    "--sector",
    type=click.Choice(_SECTORS, case_sensitive=False),
    required=True,
    help="Sektor pekerjaan.",
)
@click.option(
    "--paid-by", type=click.Choice(_PURSES, case_sensitive=False), required=True, help="Uang siapa."
)
@click.option("--jht", is_flag=True, help="Sertakan JHT sukarela.")
@json_option
def iuran(month: Month, income: int, sector: str, paid_by: str, jht: bool, as_json: bool) -> None:
    """Hitung iuran sebulan seorang pekerja."""
    price = iuran_rules.monthly_iuran(
        month, income_rp=income, sector=sector, paid_by=paid_by.upper(), jht=jht
    )
    answer = {
        "month": month,
        "jkk_rp": price.jkk_rp,
        "jkm_rp": price.jkm_rp,
        "jht_rp": price.jht_rp,
        "total_rp": price.total_rp,
        "base_income_rp": price.base_income_rp,
        "references": list(price.references),
    }
    tell(answer, as_json)


def _child(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> Any:
    children = []
    for value in values:
        level, _, age = value.partition(":")
        if not (age.isascii() and age.isdigit()):
            raise click.BadParameter("anak ditulis JENJANG:UMUR, misalnya SD:8")
        children.append((level, int(age)))
    return children


@law.command()
@click.option(
    "--event", type=click.Choice(_EVENTS, case_sensitive=False), required=True, help="Peristiwa."
)
@click.option("--on", type=DAY, required=True, help="Tanggal peristiwa.")
@click.option("--months-paid", type=click.IntRange(min=0), required=True, help="Bulan iuran.")
@click.option(
    "--months-paid-consecutive",
    type=click.IntRange(min=0),
    required=True,
    help="Bulan iuran berturut-turut sampai peristiwa.",
)
@click.option("--base-income", type=RUPIAH, help="Dasar penghasilan sebulan.")
@click.option("--child", "children", multiple=True, callback=_child, help="JENJANG:UMUR anak.")
@json_option
def benefit(
    event: str,
    on: date,
    months_paid: int,
    months_paid_consecutive: int,
    base_income: int | None,
    children: list[tuple[str, int]],
    as_json: bool,
) -> None:
    """Hitung manfaat yang menjadi hak peserta atau ahli warisnya."""
    found = benefit_rules.benefit(
        event,
        on=on,
        months_paid=months_paid,
        months_paid_consecutive=months_paid_consecutive,
        base_income_rp=base_income,
        children=children,
    )
    answer = {
        "components": [asdict(component) for component in found.components],
        "total_rp": found.total_rp,
        "scholarship": asdict(found.scholarship),
    }
    tell(answer, as_json)


def _history(ctx: click.Context, param: click.Parameter, value: str) -> dict[Month, bool]:
    try:
        return standing_rules.parse_history(value)
    except ValueError:
        raise click.BadParameter(
            "tulis seperti 2025-01:1,2025-02:0, setiap bulan satu kali"
        ) from None


def _settings(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> Any:
    settings: dict[str, Any] = {}
    for value in values:
        name, _, word = value.partition("=")
        if name not in standing_rules.SETTINGS:
            known = ", ".join(standing_rules.SETTINGS)
            raise click.BadParameter(f"{name!r} tidak dikenal; yang dikenal: {known}")
        choices = {str(choice).lower(): choice for choice in parameters.choices("standing", name)}
        if word.lower() not in choices:
            raise click.BadParameter(f"{name} hanya mengenal: {', '.join(choices)}")
        settings[name] = choices[word.lower()]
    return settings


@law.command()
@click.option("--paid", callback=_history, required=True, help="Misalnya 2025-01:1,2025-02:0.")
@click.option("--on", type=MONTH, required=True, help="Bulan yang ditanyakan.")
@click.option("--ended", type=MONTH, help="Bulan berakhirnya kepesertaan.")
@click.option("--set", "settings", multiple=True, callback=_settings, help="NAMA=PILIHAN program.")
@json_option
def standing(
    paid: dict[Month, bool],
    on: Month,
    ended: Month | None,
    settings: dict[str, Any],
    as_json: bool,
) -> None:
    """Tunjukkan status kepesertaan seorang pekerja dan perlindungan kematiannya."""
    outlook = standing_rules.follow(paid, on=on, settings=settings, ended=ended)
    rests_on = standing_rules.assumptions(paid, on=on, settings=settings, ended=ended)
    answer = {
        "standing": outlook.state.standing.value,
        "death_cover": outlook.state.death_cover.value,
        "months_unpaid": outlook.state.unpaid_run_months,
        "lapse_month": outlook.lapse_month,
        "death_benefit_rp": outlook.death_benefit_rp,
        "assumptions": [asdict(assumption) for assumption in rests_on],
    }
    tell(answer, as_json)


@law.command()
@click.option("--birth", type=DAY, required=True, help="Tanggal lahir.")
@click.option(
    "--kind",
    type=click.Choice(_KINDS, case_sensitive=False),
    required=True,
    help="Status kepegawaian.",
)
@click.option("--position", required=True, help="Jabatan, misalnya Fungsional Ahli Madya.")
@click.option("--contract-end", type=DAY, help="Hari terakhir kontrak (PPPK).")
@json_option
def retirement(
    birth: date, kind: str, position: str, contract_end: date | None, as_json: bool
) -> None:
    """Hitung bulan terakhir seorang ASN membayar sebelum pensiun atau kontrak berakhir."""
    today = date.today()
    found = retirement_rules.retirement(
        birth, kind=kind, position=position, on=today, contract_end=contract_end
    )
    assumptions = [] if found.by_contract else _unsure("retirement", "starts_after_months", today)
    answer = asdict(found) | {"last_month": found.last_month, "assumptions": assumptions}
    tell(answer, as_json)


def _unsure(topic: str, name: str, on: date) -> list[dict[str, Any]]:
    """Return a value as an assumption where its confidence is low, else nothing."""
    value = parameters.value_on(topic, name, on)
    if value.confidence != "low":
        return []
    assumption = standing_rules.Assumption(name, value.value, value.confidence, value.reference)
    return [asdict(assumption)]
