"""The commands `payung demo ...`: invented people to try everything with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import click
from django.utils import timezone

from payung.cli import _django
from payung.cli._answer import json_option, tell
from payung.cli._types import MONTH
from payung.core.period import Month

_PACK = "kendal"
_ACCOUNT = {"name": "petugas", "password": "payung-kendal-2025", "role": "meja Disperinaker, demo"}


@click.group()
def demo() -> None:
    """Data contoh: orang buatan di tempat yang nyata."""


@demo.command()
@click.argument("pack")
@click.option("--as-of", type=MONTH, help="Bulan terakhir; bawaan: 2025-09.")
@click.option("--seed", type=int, help="Benih; benih yang sama memberi orang yang sama.")
@json_option
def load(pack: str, as_of: Month | None, seed: int | None, as_json: bool) -> None:
    """Isi program PACK (kendal, kab-semarang) dengan data contoh."""
    _django.setup()
    from payung.demo import services

    loaded = services.load(
        pack=pack,
        until=as_of or services.DEFAULT_MONTH,
        seed=services.DEFAULT_SEED if seed is None else seed,
        now=timezone.now(),
        say=_django.say,
    )
    tell(asdict(loaded), as_json)


def load_when_empty(say: Callable[[str], None]) -> list[dict[str, Any]]:
    """Load the Kendal demo into an empty database; return the demo's accounts that still hold."""
    from payung.accounts.selectors import accounts
    from payung.registry.selectors import programme_codes

    if not programme_codes() and not accounts().exists():
        from payung.accounts.services import create_account
        from payung.demo import services

        services.load(
            pack=_PACK,
            until=services.DEFAULT_MONTH,
            seed=services.DEFAULT_SEED,
            now=timezone.now(),
            say=say,
        )
        create_account(name=_ACCOUNT["name"], password=_ACCOUNT["password"], by=services.BY)
    user = accounts().filter(username=_ACCOUNT["name"], is_active=True).first()
    return [_ACCOUNT] if user and user.check_password(_ACCOUNT["password"]) else []
