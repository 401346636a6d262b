"""Make accounts, change their passwords and close them."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from payung.accounts.models import User
from payung.audit.services import record
from payung.core.errors import Refused


@transaction.atomic
def create_account(*, name: str, password: str, by: str, programme_code: str = "") -> User:
    """Make an account; an empty `programme_code` opens every programme of the installation.

    Raises:
        Refused: the name is taken or unusable, or the password is too easily guessed.
    """
    user = User(username=User.normalize_username(name.strip()), programme_code=programme_code)
    if not user.username or User.objects.filter(username__iexact=user.username).exists():
        raise Refused("ACC-01", "Nama akun itu kosong atau sudah dipakai.", "Pilih nama lain.")
    _set_password(user, password)
    try:
        user.full_clean()
    except ValidationError as problem:
        raise Refused(
            "ACC-02",
            "Nama akun tidak dapat dipakai.",
            "Pakai huruf, angka, dan tanda @ . + - _ saja.",
        ) from problem
    user.save()
    record(by=by, action="accounts.create", table="accounts_user", key=str(user.pk))
    return user


@transaction.atomic
def change_password(*, name: str, password: str, by: str) -> None:
    """Give an account a new password; every session it has open ends with that.

    Raises:
        Refused: there is no such account, or the password is too easily guessed.
    """
    user = _account(name)
    _set_password(user, password)
    user.save(update_fields=["password"])
    record(by=by, action="accounts.password", table="accounts_user", key=str(user.pk))


@transaction.atomic
def close_account(*, name: str, by: str, reason: str) -> None:
    """Let an account sign in no more; its acts stay recorded under its name.

    Raises:
        Refused: there is no such account.
    """
    user = _account(name)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(by=by, action="accounts.close", table="accounts_user", key=str(user.pk), reason=reason)


def _account(name: str) -> User:
    user = User.objects.select_for_update().filter(username=name).first()
    if user is None:
        raise Refused("ACC-03", "Akun itu tidak ada.", "Lihat nama akun: payung account list")
    return user


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise Refused(
            "ACC-04",
            "Kata sandi terlalu mudah ditebak.",
            "Pakai kalimat sandi yang panjang, bukan nama akun atau kata yang lazim.",
        ) from problem
    user.set_password(password)
