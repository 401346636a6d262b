"""Keep the embedded server running for whoever needs the database, one start at a time."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql

from payung import environment
from payung.core.errors import Refused
from payung.db import sealing
from payung.db.cluster import APPLICATION, DATABASE, MARK, OWNER, Cluster
from payung.db.files import write_once

Say = Callable[[str], None]


def is_used() -> bool:
    """Tell whether the database is the embedded one, not another named by address."""
    return not environment.database_url()


def make_home() -> Path:
    """Return the data folder, made when missing; root's must let PostgreSQL's account through.

    Raises:
        Refused: it cannot be made or written to.
    """
    home = environment.home()
    try:
        if not home.exists():
            home.mkdir(parents=True)
            home.chmod(0o711 if os.geteuid() == 0 else 0o700)
        if not os.access(home, os.W_OK | os.X_OK):
            raise PermissionError
        if not (home / MARK).exists():
            with suppress(FileExistsError):
                write_once(home / MARK, secrets.token_hex(16))
    except OSError as problem:
        raise Refused(
            "PG-09",
            f"Folder data {home} tidak dapat dibuat atau ditulisi.",
            "Beri akun ini hak atas folder itu, atau pilih yang lain lewat PAYUNG_HOME.",
        ) from problem
    return home


@contextmanager
def locked(name: str, *, wait: bool = True) -> Iterator[bool]:
    """Hold the file lock `name` of the data folder; yield whether it was got."""
    flags = fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB)
    with (make_home() / f"{name}.lock").open("a") as file:
        try:
            fcntl.flock(file, flags)
        except BlockingIOError:
            yield False
            return
        yield True


def ensure_running(say: Say, settings: Mapping[str, str] | None = None) -> bool:
    """Start the embedded server if it does not answer, with its keys, roles and database.

    Returns whether this call started it.

    Raises:
        Refused: it cannot be started, or its keys are lost.
    """
    if not is_used():
        _ensure_keys(None)
        return False
    cluster = Cluster(make_home(), settings)
    if cluster.ready():
        return False
    with locked("postgres"):
        if cluster.ready():
            return False
        _ensure_keys(cluster)
        say("Memulai PostgreSQL ..." if cluster.exists() else "Menyiapkan PostgreSQL ...")
        cluster.start()
        _prepare(cluster)
    return True


def stop() -> bool:
    """Stop the embedded server; return whether there was one to stop."""
    if not is_used() or not environment.home().exists():
        return False
    cluster = Cluster(environment.home())
    with locked("postgres"):
        if not cluster.ready():
            return False
        cluster.stop()
    return True


def _ensure_keys(cluster: Cluster | None) -> None:
    """Make the key ring of a new installation; never beside data that another ring sealed."""
    if sealing.read() is not None:
        return
    if cluster is not None and cluster.exists():
        raise Refused(
            "KEY-03",
            f"Berkas kunci {sealing.path()} hilang, padahal data sudah ada.",
            "Kembalikan berkas itu dari cadangan; tanpa itu NIK yang tersegel tidak terbaca. "
            f"Data yang memang tidak dipakai lagi: hapus {cluster.data}.",
        )
    make_home()
    sealing.make()


def _prepare(cluster: Cluster) -> None:
    """Make the application's role and the database, when they are missing."""
    with psycopg.connect(cluster.url(OWNER, "postgres"), autocommit=True) as owner:
        role, database = sql.Identifier(APPLICATION), sql.Identifier(DATABASE)
        if not owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION]).fetchone():
            owner.execute(sql.SQL("CREATE ROLE {} LOGIN").format(role))
        if not owner.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            owner.execute(sql.SQL("CREATE DATABASE {}").format(database))
