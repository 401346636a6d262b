"""Find the browser of the tests; as a program, answer with status 0 when there is one."""

from __future__ import annotations

import os
import shutil
import sys
from functools import cache
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome")


@cache
def find() -> str | None:
    """Return the browser named by `CHROMIUM`, else one on PATH, else Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


if __name__ == "__main__":
    sys.exit(find() is None)
