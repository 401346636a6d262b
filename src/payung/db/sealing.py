"""Seal and open with this installation's keys: where they are read, and when they are made."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from payung import environment
from payung.core.errors import Refused
from payung.db.files import write_once
from payung.db.ring import KeyRing, Sealer

__all__ = ["KeyRing", "Sealer", "blind_index", "make", "path", "read", "seal", "sealer", "unseal"]


def path() -> Path:
    """Return the file the ring is kept in when the environment does not carry it."""
    return environment.keys_file() or environment.home() / "keys.json"


def read() -> KeyRing | None:
    """Return the ring in force, or None when there is none yet.

    Raises:
        Refused: what is there is no key ring, or may not be read.
    """
    if text := environment.keys_text():
        return KeyRing.parse(text)
    try:
        return KeyRing.parse(path().read_text())
    except FileNotFoundError:
        return None
    except PermissionError as problem:
        raise Refused("KEY-04", f"Berkas kunci {path()} tidak boleh dibaca.") from problem


def make() -> KeyRing:
    """Write a new ring, readable by this account only; a ring already there is never replaced.

    Raises:
        Refused: the environment names a file that is not there.
    """
    target = path()
    if environment.keys_file() is not None:
        raise Refused(
            "KEY-03",
            f"Berkas kunci {target} tidak ada.",
            "Perbaiki PAYUNG_KEYS_FILE, atau kembalikan berkasnya dari cadangan.",
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    ring = KeyRing.new()
    write_once(target, ring.dump())
    return ring


@cache
def sealer() -> Sealer:
    """Return the sealer of this installation.

    Raises:
        Refused: there is no key ring.
    """
    ring = read()
    if ring is None:
        raise Refused("KEY-03", f"Berkas kunci {path()} tidak ada.")
    return Sealer(ring)


def seal(value: str, purpose: str) -> bytes:
    """Seal one text for `purpose`; for many, take `sealer().sealing(purpose)` once."""
    return sealer().sealing(purpose)(value)


def unseal(sealed: bytes, purpose: str) -> str:
    """Open one sealed text.

    Raises:
        Refused: the keys do not fit.
    """
    return sealer().open(sealed, purpose)


def blind_index(value: str, kind: str) -> bytes:
    """Return the 16-byte index of one value; for many, take `sealer().indexing(kind)` once."""
    return sealer().indexing(kind)(value)
