"""What `payung doctor` looks at; nothing is started or changed."""

from __future__ import annotations

import platform
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import psycopg

from payung import environment
from payung.cli import _server
from payung.core.calendar import holidays_are_known
from payung.core.errors import Refused
from payung.db import embedded, postgres, sealing
from payung.db.cluster import Cluster

_DECIDED_BY_MONTH = 10
"""By October the three ministers have usually decided the next year's holidays."""


class Check(NamedTuple):
    """One thing looked at, how it is, and what to do about it."""

    name: str
    ok: bool
    detail: str
    mend: str = ""


def all_checks() -> list[Check]:
    """Look at everything in the order in which one thing needs another."""
    looks: list[tuple[str, Callable[[str], Check]]] = [
        ("python", _python),
        ("home", _home),
        ("keys", _keys),
        ("postgresql", _programs),
        ("database", _database),
        ("service", _service),
        ("holidays", lambda name: holidays(name, date.today())),
    ]
    checks = []
    for name, look in looks:
        try:
            checks.append(look(name))
        except Refused as refusal:
            checks.append(Check(name, False, refusal.message, refusal.mend))
    return checks


def holidays(name: str, today: date) -> Check:
    """See whether the holidays of this year are known, and from October on of the next."""
    wanted = {today.year, today.year + (today.month >= _DECIDED_BY_MONTH)}
    missing = sorted(year for year in wanted if not holidays_are_known(year))
    if missing:
        years = ", ".join(map(str, missing))
        told = f"hari libur {years} belum ada; jatuh tempo hanya digeser oleh akhir pekan"
        return Check(name, False, told, f"Tambahkan law/calendar/holidays_{missing[0]}.yaml.")
    return Check(name, True, f"diketahui sampai {max(wanted)}")


def _python(name: str) -> Check:
    return Check(name, True, platform.python_version())


def _home(name: str) -> Check:
    home = environment.home()
    if not home.exists():
        return Check(name, True, f"{home} belum ada", "payung up akan membuatnya.")
    return Check(name, True, str(home))


def _keys(name: str) -> Check:
    if environment.keys_text():
        return Check(name, sealing.read() is not None, "dari PAYUNG_KEYS")
    if sealing.read() is None:
        return Check(name, True, f"{sealing.path()} belum ada", "payung up akan membuatnya.")
    loose = sealing.path().stat().st_mode & 0o077
    mend = f"chmod 600 {sealing.path()}" if loose else ""
    return Check(name, not loose, str(sealing.path()), mend)


def _programs(name: str) -> Check:
    if not embedded.is_used():
        return Check(name, True, "basis data lain, lewat PAYUNG_DATABASE_URL")
    folder = postgres.programs()
    return Check(name, True, f"{postgres.major_of(folder)} di {folder}")


def _database(name: str) -> Check:
    address = environment.database_url()
    if not address:
        cluster = Cluster(environment.home())
        if not cluster.ready():
            return Check(name, True, "tidak berjalan", "Perintah yang membutuhkannya memulainya.")
        address = cluster.url()
    try:
        with psycopg.connect(address, connect_timeout=5) as connection:
            version = connection.execute("SHOW server_version").fetchone()
            superuser = connection.execute(
                "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.OperationalError:
        return Check(name, False, "tidak menjawab", "Periksa alamat dan apakah server berjalan.")
    if superuser == (True,):
        mend = "Beri aplikasi akun yang terbatas; yang ini boleh menghapus apa saja."
        return Check(name, False, "dihubungi sebagai superuser", mend)
    return Check(name, True, f"menjawab, versi {version[0] if version else '?'}")


def _service(name: str) -> Check:
    found = _server.running()
    if found is None:
        return Check(name, True, "tidak berjalan", "Mulai dengan payung up atau make run.")
    return Check(name, True, f"berjalan di {found['address']}")
