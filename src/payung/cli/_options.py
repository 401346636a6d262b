"""Options that several commands share: who acts, and what a column means."""

from __future__ import annotations

import click


def _named(ctx: click.Context, param: click.Parameter, name: str) -> str:
    if not name.strip():
        raise click.BadParameter("sebutkan akun yang bertindak", ctx, param)
    return name.strip()


def _pairs(ctx: click.Context, param: click.Parameter, texts: tuple[str, ...]) -> dict[str, str]:
    """Return heading to field; a field left empty leaves the column out."""
    mapping: dict[str, str] = {}
    for text in texts:
        heading, sign, field = text.rpartition("=")
        if not sign or not heading:
            raise click.BadParameter(f"ditulis KOLOM=ISI, bukan {text!r}", ctx, param)
        if heading in mapping:
            raise click.BadParameter(f"kolom {heading!r} disebut dua kali", ctx, param)
        mapping[heading] = field
    return mapping


by_option = click.option(
    "--by", default="console", show_default=True, callback=_named, help="Akun yang bertindak."
)
map_option = click.option(
    "--map", "mapping", multiple=True, callback=_pairs, metavar="KOLOM=ISI", help="Arti satu kolom."
)
