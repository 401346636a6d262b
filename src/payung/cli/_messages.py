"""Turn the translations (.po) into what gettext reads (.mo), when they have changed."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import polib


def compile_stale() -> None:
    """Compile each catalogue that is newer than its compiled form."""
    with resources.as_file(resources.files("payung")) as package:
        for source in Path(package).glob("locale/*/LC_MESSAGES/*.po"):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                polib.pofile(str(source)).save_as_mofile(str(target))
