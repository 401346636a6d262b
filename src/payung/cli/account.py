"""The commands `payung account ...`: who may sign in to the pages."""

from __future__ import annotations

import sys

import click

from payung.cli import _django
from payung.cli._answer import json_option, tell
from payung.cli._options import by_option


@click.group()
def account() -> None:
    """Akun untuk masuk ke halaman Payung."""


@account.command()
@click.argument("name")
@click.option("--programme", default="", help="Batasi pada satu program; tanpa ini semua.")
@by_option
@json_option
def add(name: str, programme: str, by: str, as_json: bool) -> None:
    """Buat akun NAME; kata sandinya ditanyakan, atau dibaca dari masukan standar."""
    password = _password()
    _django.setup()
    from payung.accounts.services import create_account

    user = create_account(name=name, password=password, by=by, programme_code=programme)
    tell({"account": user.username}, as_json)


@account.command()
@click.argument("name")
@by_option
@json_option
def password(name: str, by: str, as_json: bool) -> None:
    """Ganti kata sandi akun NAME; semua sesinya berakhir."""
    new = _password()
    _django.setup()
    from payung.accounts.services import change_password

    change_password(name=name, password=new, by=by)
    tell({"account": name}, as_json)


@account.command()
@click.argument("name")
@click.option("--reason", required=True, help="Mengapa akun ini ditutup; tercatat.")
@by_option
@json_option
def close(name: str, reason: str, by: str, as_json: bool) -> None:
    """Tutup akun NAME; catatan perbuatannya tetap ada."""
    _django.setup()
    from payung.accounts.services import close_account

    close_account(name=name, by=by, reason=reason)
    tell({"account": name}, as_json)


@account.command("list")
@json_option
def list_accounts(as_json: bool) -> None:
    """Sebutkan semua akun."""
    _django.setup()
    from payung.accounts.selectors import accounts

    rows = [
        {
            "account": user.username,
            "programme": user.programme_code,
            "active": user.is_active,
            "last_sign_in": user.last_login.isoformat() if user.last_login else None,
        }
        for user in accounts()
    ]
    tell({"accounts": rows}, as_json)


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    entered: str = click.prompt("Kata sandi", hide_input=True, confirmation_prompt=True, err=True)
    return entered
