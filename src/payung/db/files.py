"""Write a small file once, whole, and for its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_once(target: Path, text: str) -> None:
    """Write `text` to `target`; readers see all of it or no file.

    Raises:
        FileExistsError: it is there already; it stays as it is.
    """
    draft = target.with_name(f"{target.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, target)
    finally:
        draft.unlink()
