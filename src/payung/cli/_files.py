"""Look at the places that a command will write to before it does anything else."""

from __future__ import annotations

import tempfile
from pathlib import Path

from payung.core.errors import Refused


def check_writable(out: Path) -> None:
    """See that a file can be written there; an existing one is left as it is.

    Raises:
        Refused: its folder is not there, or nothing can be written to it (CLI-03).
    """
    try:
        if out.exists():
            with out.open("ab"):
                return
        with tempfile.TemporaryFile(dir=out.parent):
            return
    except OSError as problem:
        reason = f"Berkas {out} tidak dapat ditulis ({problem.strerror})."
        mend = "Pilih folder yang ada dan boleh Anda tulisi."
        raise Refused("CLI-03", reason, mend) from problem
