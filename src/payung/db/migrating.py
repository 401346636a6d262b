"""Bring the tables up to this version of the code, with the rights and keys that go with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.utils import OperationalError, ProgrammingError
from psycopg.errors import InsufficientPrivilege

from payung.core.errors import Refused
from payung.db import grants, sealing
from payung.db.locks import lock_number
from payung.db.sql import run

OWNER = "owner"
_MIGRATING = "payung migrate"


def make_ready(say: Callable[[str], None]) -> None:
    """Migrate when needed, and refuse a key ring other than the one that sealed the data.

    Looking costs one query and the names of the migrations on disk, so every command does it.

    Raises:
        Refused: the database does not answer, cannot be changed, or has another key ring.
    """
    state = _state()
    if not _wanted() <= state:
        migrate(say)
        state = _state()
    if ("payung state keys", _fingerprint()) not in state:
        raise Refused(
            "KEY-03",
            f"Kunci di {sealing.path()} bukan kunci basis data ini.",
            "Pakai berkas kunci yang dipakai saat data disimpan; jangan membuat yang baru.",
        )


def migrate(say: Callable[[str], None]) -> None:
    """Apply what is pending over the owner's connection; a second caller waits, then does nothing.

    Raises:
        Refused: the database cannot be changed over the owner's address.
    """
    owner = connections[OWNER]
    role = connections["default"].settings_dict["USER"]
    try:
        with owner.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [lock_number(_MIGRATING)])
        say("Menyiapkan tabel ...")
        call_command("migrate", database=OWNER, verbosity=0, interactive=False)
        if role != owner.settings_dict["USER"]:
            grants.apply_grants(owner=OWNER, role=role)
        keep = {"keys": _fingerprint(), "rights": _rights()}
        run("db/keep_state", keep, using=OWNER)
        run("db/create_analyze", using=OWNER)
        run("db/keep_guards", using=OWNER)
    except ProgrammingError as problem:
        if not isinstance(problem.__cause__, InsufficientPrivilege):
            raise
        raise Refused(
            "DB-02",
            "Tabel tidak dapat dibuat dengan hak akun basis data ini.",
            "Beri alamat pemilik tabel lewat PAYUNG_OWNER_DATABASE_URL.",
        ) from problem
    finally:
        owner.close()
    connections["default"].close()


def _state() -> set[tuple[str, str]]:
    try:
        return set(run("db/read_state").rows)
    except ProgrammingError:  # an empty database has neither table
        return set()
    except OperationalError as problem:
        raise Refused(
            "DB-01",
            "Basis data tidak dapat dihubungi.",
            "Periksa PAYUNG_DATABASE_URL, atau jalankan payung doctor.",
        ) from problem


def _wanted() -> set[tuple[str, str]]:
    on_disk = {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in (Path(app.path) / "migrations").glob("[0-9]*.py")
    }
    return on_disk | {("payung state rights", _rights())}


def _rights() -> str:
    return hashlib.sha256(repr(sorted(grants.rights())).encode()).hexdigest()[:16]


def _fingerprint() -> str:
    return sealing.sealer().ring.fingerprint
