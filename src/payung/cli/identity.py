"""The commands `payung identity nik|nip|kpj`: check a number without storing or repeating it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from payung.cli._answer import json_option, tell
from payung.core.finding import Finding
from payung.core.identity import kpj as kpj_rules
from payung.core.identity import nik as nik_rules
from payung.core.identity import nip as nip_rules
from payung.core.identity import region_code


@click.group()
def identity() -> None:
    """Periksa nomor identitas. VALUE berupa - dibaca dari masukan standar."""


@identity.command()
@click.argument("value")
@json_option
def nik(value: str, as_json: bool) -> None:
    """Periksa NIK: panjang, angka, tanggal lahir dan wilayahnya."""
    text = _read(value)
    number, findings = nik_rules.examine(text)
    answer = _answer(nik_rules.is_valid(text), findings)
    if number is not None:
        possible = nik_rules.birth_dates(number, not_after=date.today())
        answer |= {
            "region_code": region_code.compact(number[:6]),
            "birth_date": possible[0] if len(possible) == 1 else None,
            "possible_birth_dates": possible,
            "sex": nik_rules.sex_of(number),
        }
    tell(answer, as_json)


@identity.command()
@click.argument("value")
@json_option
def nip(value: str, as_json: bool) -> None:
    """Periksa NIP PNS atau NI PPPK: panjang, angka, tanggal lahir dan bentuknya."""
    text = _read(value)
    number, findings = nip_rules.examine(text)
    answer = _answer(nip_rules.is_valid(text), findings)
    if number is not None:
        answer |= {
            "birth_date": nip_rules.birth_date_of(number),
            "sex": nip_rules.sex_of(number),
            "kind": nip_rules.shape_of(number),
        }
    tell(answer, as_json)


@identity.command()
@click.argument("value")
@json_option
def kpj(value: str, as_json: bool) -> None:
    """Periksa KPJ: sebelas angka."""
    text = _read(value)
    tell(_answer(kpj_rules.is_valid(text), kpj_rules.examine(text)[1]), as_json)


def _read(value: str) -> str:
    return sys.stdin.read() if value == "-" else value


def _answer(is_valid: bool, findings: Sequence[Finding]) -> dict[str, Any]:
    told = [
        {"code": f.code, "level": f.level.value, "message": f.message(), "mend": f.mend()}
        for f in findings
    ]
    return {
        "valid": is_valid,
        "findings": told,
        "region_code": None,
        "birth_date": None,
        "sex": None,
    }
