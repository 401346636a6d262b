"""Print the answer of a command: one JSON object, or plain lines for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import click

from payung.core.money import format_rupiah

json_option = click.option("--json", "as_json", is_flag=True, help="Jawab sebagai satu objek JSON.")


def tell(answer: Mapping[str, Any], as_json: bool) -> None:
    """Print an answer of plain values; dates and months print as ISO text."""
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, default=str))
        return
    for line in lines(answer):
        click.echo(line)


def lines(answer: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """Yield an answer as plain lines for people."""
    for key, value in answer.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from lines(value, indent + "  ")
        elif isinstance(value, list | tuple):
            yield f"{indent}{key}:"
            for item in value:
                yield f"{indent}  - {item_line(item)}"
        else:
            yield f"{indent}{key}: {_plain(key, value)}"


def item_line(item: Any) -> str:
    """Return one item of a list as a person reads it."""
    if isinstance(item, Mapping):
        return "; ".join(f"{key}: {_plain(key, value)}" for key, value in item.items())
    return str(item)


def _plain(key: str, value: Any) -> str:
    if key.endswith("_rp") and isinstance(value, int):
        return format_rupiah(value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return "-" if value is None else str(value)
