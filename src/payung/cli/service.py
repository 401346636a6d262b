"""Run the whole service: `up`, `stop` and `doctor`."""

from __future__ import annotations

import importlib.util
import os
import signal
import sys
from typing import Any

import click

from payung.cli import _checks, _server
from payung.cli._answer import json_option, tell
from payung.cli._django import say, setup
from payung.core.errors import Refused
from payung.db import embedded


@click.command()
@json_option
def up(as_json: bool) -> None:
    """Jalankan layanan: PostgreSQL, tabel, data demo, lalu halaman. Ctrl-C menghentikannya."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with embedded.locked(_server.LOCK, wait=False) as free:
        if not free:
            found = _server.running() or {}
            raise Refused(
                "UP-01",
                f"Payung sudah berjalan di {found.get('address') or 'folder data ini'}.",
                "Hentikan dengan payung stop, atau pakai PAYUNG_HOME lain.",
            )
        port = _server.wanted_port()
        _run(port, as_json)


def _run(port: int, as_json: bool) -> None:
    in_charge = os.getpid()
    started = False
    try:
        started = setup()
        _tidy()
        accounts = _load_demo()
        _server.serve(port, lambda: _tell(_server.address(port), accounts, as_json))
    finally:
        # The forked workers leave through here as well; only the first process cleans up.
        if started and os.getpid() == in_charge:
            say("Menghentikan PostgreSQL ...")
            embedded.stop()


def _tidy() -> None:
    """Mark the readings that died, and forget the files whose time is over."""
    from django.utils import timezone

    from payung.intake.services import expire_batches, mark_interrupted

    mark_interrupted()
    expire_batches(today=timezone.localdate(), by="console")


def _load_demo() -> list[dict[str, Any]]:
    """Fill an empty database with the demo, and return the accounts one can sign in with."""
    if importlib.util.find_spec("payung.cli.demo") is None:
        return []
    demo = importlib.import_module("payung.cli.demo")
    accounts: list[dict[str, Any]] = demo.load_when_empty(say)
    return accounts


def _tell(address: str, accounts: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        tell({"address": address, "accounts": accounts}, as_json)
    else:
        click.echo(f"\nPayung siap di {address}")
        for account in accounts:
            click.echo(f"  masuk: {account['name']}  kata sandi: {account['password']}"
                       f"  ({account['role']})")  # fmt: skip
        click.echo("Ctrl-C untuk berhenti.")
    sys.stdout.flush()


@click.command()
@json_option
def stop(as_json: bool) -> None:
    """Hentikan layanan dan PostgreSQL-nya."""
    service = _server.stop_running()
    database = embedded.stop()
    if as_json:
        tell({"service_stopped": service, "postgres_stopped": database}, as_json)
    elif service or database:
        click.echo("Payung berhenti.", err=True)
    else:
        click.echo("Tidak ada yang berjalan.", err=True)


@click.command()
@json_option
def doctor(as_json: bool) -> None:
    """Periksa apa yang terpasang, berjalan dan terjangkau, serta apa yang perlu dilakukan."""
    checks = _checks.all_checks()
    if as_json:
        ok = all(check.ok for check in checks)
        shown = [check._asdict() for check in checks]
        tell({"ok": ok, "checks": shown}, as_json)
        return
    for check in checks:
        click.echo(f"[{'baik' if check.ok else 'PERLU'}] {check.name}: {check.detail}")
        if check.mend:
            click.echo(f"        {check.mend}")
