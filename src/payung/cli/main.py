"""The command `payung`; each group is imported only when it is called."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
import traceback
from typing import NoReturn

import click

from payung import cli, environment
from payung.core.errors import Refused

_IN_SERVICE = ("up", "stop", "doctor")


class Lazy(click.Group):
    """A group whose commands lie in the modules of `payung.cli`, under the module's own name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        modules = (module.name for module in pkgutil.iter_modules(cli.__path__))
        groups = (name for name in modules if name[0] != "_" and name not in {"main", "service"})
        return sorted((*groups, *_IN_SERVICE))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, or None when there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = "service" if cmd_name in _IN_SERVICE else cmd_name
        found: click.Command = getattr(importlib.import_module(f"payung.cli.{module}"), cmd_name)
        return found


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
def payung() -> None:
    """Payung: perlindungan pekerja rentan, bulan demi bulan."""


def main() -> None:
    """Run the command line; a refusal is told plainly and ends with status 1."""
    try:
        payung(prog_name="payung")
    except Refused as refusal:
        _tell(refusal)
    except Exception as problem:
        if environment.debug():
            traceback.print_exc()
        _tell(_unforeseen(problem))


def _unforeseen(problem: Exception) -> Refused:
    """Name a failure by its kind only: the words of a database's error can hold personal data."""
    if isinstance(problem, OSError) and problem.filename is not None:
        reason = f"Berkas {problem.filename} tidak dapat dipakai ({problem.strerror})."
        return Refused("CLI-05", reason, "Periksa nama berkas, foldernya, dan izinnya.")
    return Refused(
        "CLI-99",
        f"Kesalahan yang tidak terduga ({type(problem).__name__}).",
        "Ulangi dengan PAYUNG_DEBUG=1 untuk melihat letaknya, lalu laporkan.",
    )


def _tell(refusal: Refused) -> NoReturn:
    click.echo(f"Ditolak ({refusal.code}): {refusal.message}", err=True)
    if refusal.mend:
        click.echo(refusal.mend, err=True)
    if "--json" in sys.argv[1:]:
        told = {"code": refusal.code, "message": refusal.message, "mend": refusal.mend}
        click.echo(json.dumps({"refused": told}, ensure_ascii=False))
    sys.exit(1)
