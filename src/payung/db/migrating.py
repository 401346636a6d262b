"""Bring the tables up to this version of the code, with the rights and keys that go with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.utils import OperationalError, ProgrammingError

from payung.core.errors import Refused
from payung.db import grants, sealing
from payung.db.locks import lock_number
from payung.db.sql import text_of

OWNER = "owner"
_MIGRATING = "payung migrate"


def pending() -> bool:
    """Tell whether a migration on disk has not been applied; reads names only, so it is quick."""
    on_disk = {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in (Path(app.path) / "migrations").glob("[0-9]*.py")
    }
    try:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            applied = set(cursor.fetchall())
            cursor.execute("SELECT to_regclass('payung_key_fingerprint') IS NULL")
            unsealed = cursor.fetchone()
            return not on_disk <= applied or unsealed == (True,)
    except ProgrammingError:
        return True


def migrate(say: Callable[[str], None]) -> None:
    """Apply what is pending over the owner's connection; a second caller waits, then does nothing.

    Raises:
        Refused: the database cannot be changed over the owner's address.
    """
    owner = connections[OWNER]
    role = connections["default"].settings_dict["USER"]
    with owner.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [lock_number(_MIGRATING)])
    try:
        say("Menyiapkan tabel ...")
        call_command("migrate", database=OWNER, verbosity=0, interactive=False)
        if role != owner.settings_dict["USER"]:
            grants.apply_grants(owner=OWNER, role=role)
        keep_fingerprint()
    except ProgrammingError as problem:
        raise Refused(
            "DB-02",
            "Tabel tidak dapat dibuat dengan hak akun basis data ini.",
            "Beri alamat pemilik tabel lewat PAYUNG_OWNER_DATABASE_URL.",
        ) from problem
    finally:
        owner.close()
    connections["default"].close()


def keep_fingerprint() -> None:
    """Remember in the database which key ring seals it; a first ring is written down."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(text_of("db/keep_fingerprint"), {"fingerprint": _fingerprint()})


def check_keys() -> None:
    """Refuse to work with a key ring other than the one the database was sealed with.

    Raises:
        Refused: the ring is another.
    """
    with connections["default"].cursor() as cursor:
        cursor.execute(text_of("db/read_fingerprint"))
        known = cursor.fetchone()
    if known is not None and known[0] != _fingerprint():
        raise Refused(
            "KEY-03",
            f"Kunci di {sealing.path()} bukan kunci basis data ini.",
            "Pakai berkas kunci yang dipakai saat data disimpan; jangan membuat yang baru.",
        )


def check_reachable() -> None:
    """Refuse with a plain message when the database does not answer.

    Raises:
        Refused: it does not answer.
    """
    try:
        connections["default"].ensure_connection()
    except OperationalError as problem:
        raise Refused(
            "DB-01",
            "Basis data tidak dapat dihubungi.",
            "Periksa PAYUNG_DATABASE_URL, atau jalankan payung doctor.",
        ) from problem


def _fingerprint() -> str:
    return sealing.sealer().ring.fingerprint
