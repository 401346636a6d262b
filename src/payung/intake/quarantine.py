"""Keep received files sealed in the data folder, and open them for one reading at a time.

A kept file is a row of blocks: length (4 bytes), sealed block. The purpose names the file and the
block's number, so that blocks can be neither exchanged nor left out in the middle.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from payung import environment
from payung.core.finding import refusal
from payung.db.sealing import sealer

_BLOCK_BYTES = 1 << 20


class Kept(NamedTuple):
    """What keeping a file told: its name in quarantine, digest and size."""

    stored_name: str
    sha256: str
    size_bytes: int


def _folder() -> Path:
    folder = environment.home() / "quarantine"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def keep(source: Path) -> Kept:
    """Copy the file into quarantine, sealed, under a name of our own."""
    stored_name, digest, size = secrets.token_hex(16), hashlib.sha256(), 0
    draft = _folder() / f"{stored_name}.part"
    with source.open("rb") as plain, draft.open("xb") as closed:
        os.chmod(draft, 0o600)
        for number, block in enumerate(iter(lambda: plain.read(_BLOCK_BYTES), b"")):
            digest.update(block)
            size += len(block)
            sealed = sealer().seal_bytes(block, f"quarantine.{stored_name}.{number}")
            closed.write(len(sealed).to_bytes(4, "big") + sealed)
    draft.rename(_folder() / stored_name)
    return Kept(stored_name, digest.hexdigest(), size)


@contextlib.contextmanager
def opened(stored_name: str) -> Iterator[Path]:
    """Yield the path of an open copy that only this account can read.

    The copy has no name in any folder, so that it goes with this process, however that ends.

    Raises:
        Refused: the file is no longer kept.
    """
    kept = _folder() / stored_name
    if not kept.exists():
        raise refusal("INT-09")
    with tempfile.TemporaryFile() as plain:
        with kept.open("rb") as closed:
            for number, sealed in enumerate(iter(lambda: _next_block(closed), b"")):
                plain.write(sealer().open_bytes(sealed, f"quarantine.{stored_name}.{number}"))
        plain.flush()
        yield Path(f"/proc/{os.getpid()}/fd/{plain.fileno()}")


def forget(stored_name: str) -> None:
    """Remove the kept file; nothing happens where it is gone already."""
    (_folder() / stored_name).unlink(missing_ok=True)


def _next_block(closed: BinaryIO) -> bytes:
    return closed.read(int.from_bytes(closed.read(4), "big"))
