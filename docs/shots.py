"""Take the screenshots of the documentation anew: `make shots`.

Serves the Kendal demo from a data folder of its own and leaves nothing running. Everybody in the
pictures is invented.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from payung import environment

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "screenshots"
PORT = 8765
MONTH = "2025-09"
PAGES = {
    "home": "/kendal/",
    "month": f"/kendal/bulan/{MONTH}/",
    "differences": f"/kendal/bulan/{MONTH}/selisih/",
    "worker": "/kendal/pekerja/1/",
    "figures": "/kendal/angka/",
}
VIEWS: dict[str, dict[str, Any]] = {
    "": {"viewport": {"width": 1280, "height": 860}},
    "-narrow": {"viewport": {"width": 320, "height": 720}},
    "-dark": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "dark"},
}


@contextmanager
def serving(home: Path) -> Iterator[tuple[str, str]]:
    """Serve the demo; yield its account and password, as `payung up` prints them."""
    environment.use_home(home)
    log = home / "up.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            ["env", f"PORT={PORT}", sys.executable, "-m", "payung", "up"], stdout=out, stderr=out
        )
    try:
        yield _account(server, log)
    finally:
        server.terminate()
        server.wait()


def _account(server: subprocess.Popen[bytes], log: Path) -> tuple[str, str]:
    from payung.cli import demo

    while f":{PORT}" not in log.read_text():
        try:
            server.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            continue
        raise SystemExit(log.read_text())
    return demo._ACCOUNT["name"], demo._ACCOUNT["password"]


def take(browser: Browser, account: tuple[str, str]) -> None:
    """Take every page in every view; on paper, the home page as the printer gets it."""
    for suffix, view in VIEWS.items():
        page = browser.new_context(base_url=f"http://127.0.0.1:{PORT}", **view).new_page()
        page.goto("/")
        page.get_by_label("Nama akun").fill(account[0])
        page.get_by_label("Kata sandi").fill(account[1])
        page.get_by_role("button", name="Masuk").click()
        page.goto(f"/kendal/?bulan={MONTH}")
        for name, address in PAGES.items():
            page.goto(address)
            page.screenshot(path=TARGET / f"{name}{suffix}.png")
        if not suffix:
            page.goto(PAGES["month"])
            page.locator("main table a").first.click()
            page.emulate_media(media="print")
            page.screenshot(path=TARGET / "bill-paper.png")


def main() -> None:
    """Take all screenshots."""
    sys.path.insert(0, str(ROOT))
    from tests.browsers import find

    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="payung-shots-") as folder:
        home = Path(folder)
        home.chmod(0o711)  # PostgreSQL's own account must get through when root takes the pictures
        with serving(home) as account, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find(), args=["--no-sandbox", "--disable-gpu"]
            )
            take(browser, account)
            browser.close()


if __name__ == "__main__":
    main()
