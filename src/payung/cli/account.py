"""The commands `payung account ...`: who may sign in to the pages."""

from __future__ import annotations

import getpass
import json
import sys

import click

from payung.cli import _django

_JSON = click.option("--json", "as_json", is_flag=True, help="Jawab dengan satu objek JSON.")


@click.group()
def account() -> None:
    """Akun untuk masuk ke halaman Payung."""


@account.command()
@click.argument("name")
@click.option("--programme", default="", help="Batasi pada satu program; tanpa ini semua.")
@_JSON
def add(name: str, programme: str, as_json: bool) -> None:
    """Buat akun NAME; kata sandinya ditanyakan, atau dibaca dari masukan standar."""
    password = _password()
    _django.setup()
    from payung.accounts.services import create_account

    user = create_account(
        name=name, password=password, by=getpass.getuser(), programme_code=programme
    )
    _answer(as_json, {"account": user.username}, f"Akun {user.username} dibuat.")


@account.command()
@click.argument("name")
@_JSON
def password(name: str, as_json: bool) -> None:
    """Ganti kata sandi akun NAME; semua sesinya berakhir."""
    new = _password()
    _django.setup()
    from payung.accounts.services import change_password

    change_password(name=name, password=new, by=getpass.getuser())
    _answer(as_json, {"account": name}, f"Kata sandi {name} diganti.")


@account.command()
@click.argument("name")
@click.option("--reason", required=True, help="Mengapa akun ini ditutup; tercatat.")
@_JSON
def close(name: str, reason: str, as_json: bool) -> None:
    """Tutup akun NAME; catatan perbuatannya tetap ada."""
    _django.setup()
    from payung.accounts.services import close_account

    close_account(name=name, by=getpass.getuser(), reason=reason)
    _answer(as_json, {"account": name}, f"Akun {name} ditutup.")


@account.command("list")
@_JSON
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
    lines = (f"{row['account']}\t{row['programme'] or '(semua)'}" for row in rows)
    _answer(as_json, {"accounts": rows}, "\n".join(lines))


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    entered: str = click.prompt("Kata sandi", hide_input=True, confirmation_prompt=True, err=True)
    return entered


def _answer(as_json: bool, answer: dict[str, object], text: str) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False) if as_json else text)
