"""Add a regency's programme from its pack, and list those there are."""

from __future__ import annotations

import click

from payung.cli import _django
from payung.cli._answer import json_option, tell
from payung.cli._options import by_option


@click.group()
def programme() -> None:
    """Program kabupaten: tambahkan dari paketnya, atau lihat daftarnya."""


@programme.command()
@click.argument("pack", metavar="NAMA|FOLDER")
@by_option
@json_option
def add(pack: str, by: str, as_json: bool) -> None:
    """Tambahkan program dari paket bawaan atau dari sebuah folder."""
    _django.setup()
    from payung.registry import selectors, services

    added = services.add_programme(pack=pack, by=by)
    tell({"added": added.code, "programmes": selectors.programmes()}, as_json)


@programme.command("list")
@json_option
def list_(as_json: bool) -> None:
    """Tampilkan program yang ada."""
    _django.setup()
    from payung.registry import packs, selectors

    tell({"programmes": selectors.programmes(), "packs": packs.built_in()}, as_json)
