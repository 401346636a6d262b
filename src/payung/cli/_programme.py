"""Choose the programme a command is about: the one named, or the only one there is."""

from __future__ import annotations

import click

from payung.core.errors import Refused

programme_option = click.option(
    "--programme", default=None, help="Kode program; boleh dikosongkan bila hanya ada satu."
)


def chosen(code: str | None) -> str:
    """Return the code of the programme meant; Django is set up already.

    Raises:
        Refused: there is no such programme, or none or several and none was named.
    """
    from payung.registry import selectors

    if code is not None:
        return selectors.programme(code).code
    codes = selectors.programme_codes()
    if len(codes) == 1:
        return codes[0]
    if not codes:
        raise Refused("CLI-01", "Belum ada program.", "Tambahkan: payung programme add kendal")
    raise Refused("CLI-02", f"Ada {len(codes)} program.", f"Pilih --programme: {', '.join(codes)}")
