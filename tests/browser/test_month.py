"""The desk's month in a real browser, from the lists to the report, by the buttons alone.

Every page passed is judged by axe in light and dark, fits 320 px, is pictured for screen and
paper, and no script is needed anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal
from zipfile import ZipFile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from payung.accounts.services import create_account
from payung.registry.services import add_programme
from tests.intake import files

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PEOPLE = ("Slamet Contoh", "Ngatini Contoh", "Paimin Contoh", "Wagiyem Contoh")
PASSWORD = "kalimat sandi untuk meja"
WIDTHS = (1280, 320)
SHADES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """Return a page of a browser without script, signed in at the desk of Kendal."""
    add_programme(pack="kendal", by="uji")
    create_account(name="meja", password=PASSWORD, by="uji", programme_code="kendal")
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1280, "height": 900}, locale="id-ID"
    )
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Nama akun").fill("meja")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.goto("/kendal/?bulan=2025-09")
    yield page
    context.close()


def _judge(page: Page) -> None:
    """Hold the page to axe in both widths and shades, and to its width at the narrow one."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for shade in SHADES:
            page.emulate_media(color_scheme=shade)
            found = Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], page.url
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ), page.url
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})


def _picture(page: Page, folder: Path, step: str) -> None:
    """Picture a step at both widths, in both shades and as it is printed."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for shade in SHADES:
            page.emulate_media(color_scheme=shade)
            _shoot(page, folder / f"{step}-{width}-{shade}.png")
        page.emulate_media(color_scheme="light", media="print")
        _shoot(page, folder / f"{step}-{width}-print.png")
        page.emulate_media(media="screen")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})


def _shoot(page: Page, target: Path) -> None:
    page.screenshot(path=target, full_page=True)
    assert target.read_bytes().startswith(b"\x89PNG") and target.stat().st_size > 1_000


def _press(page: Page, name: str) -> None:
    """Press a button or follow a link, and judge where it leads."""
    button = page.locator("main").get_by_role("button", name=name, exact=True)
    link = page.locator("main").get_by_role("link", name=name)
    with page.expect_navigation():
        (button if button.count() else link).first.click()
    _judge(page)


def _bring_in(page: Page, kind: str, path: Path) -> None:
    page.goto("/kendal/daftar/baru/")
    _judge(page)
    page.get_by_label(kind, exact=True).check()
    page.locator("#id_file").set_input_files(path)
    _press(page, "Unggah dan baca kolomnya")
    _press(page, "Baca barisnya")
    _press(page, "Lanjut memeriksa")
    _press(page, "Simpan baris yang diterima")
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("tersimpan|tercatat"))


def _sponsors(folder: Path) -> Path:
    rows = [
        [files.nip(n), f"Pegawai Contoh {n}", "Dinas Komunikasi dan Informatika"] for n in range(4)
    ]
    return files.xlsx_file(folder / "asn.xlsx", [["NIP", "Nama", "Perangkat Daerah"], *rows])


def _workers(folder: Path) -> Path:
    rows = [
        [files.nik(n), name, date(1985, 3, 14), "Nelayan", "Patebon", files.nip(n)]
        for n, name in enumerate(PEOPLE)
    ]
    twin = [files.nik(0), "Slamet Kembar", date(1985, 3, 14), "Nelayan", "Patebon", ""]
    header = ["NIK", "Nama", "Tanggal Lahir", "Pekerjaan", "Kecamatan", "NIP Penanggung"]
    return files.xlsx_file(folder / "pekerja.xlsx", [header, *rows[1:], twin, rows[0]])


def _statement(folder: Path) -> Path:
    header = ["Tanggal", "Keterangan", "Referensi", "Debet", "Kredit", "Saldo"]
    rows = [
        ["10/09/2025", "SETORAN DISKOMINFO SEPT 2025", "T1", "", "33600", "33600"],
        ["11/09/2025", "SETORAN TUNAI", "T2", "", "250000", "283600"],
    ]
    return files.csv_file(folder / "mutasi.csv", [header, *rows])


def _participants(folder: Path) -> Path:
    header = ["NIK", "Nama", "Status", "Bulan Iuran Terakhir"]
    rows = [[files.nik(n), PEOPLE[n], "AKTIF", "09/2025"] for n in (1, 2)]
    return files.xlsx_file(folder / "peserta.xlsx", [["Per 30 September 2025"], header, *rows])


def test_the_month_runs_from_lists_to_the_report(page: Page, tmp_path: Path) -> None:
    shots = tmp_path / "gambar"
    shots.mkdir()
    steps: list[tuple[str, Callable[[], None]]] = [
        ("asn", lambda: _bring_in(page, "Daftar ASN", _sponsors(tmp_path))),
        ("pekerja", lambda: _bring_in(page, "Daftar pekerja", _workers(tmp_path))),
        ("pasangan", lambda: _pair(page)),
        ("tagihan", lambda: _bill(page)),
        ("uang", lambda: _bring_in(page, "Uang masuk", _statement(tmp_path))),
        ("setoran", lambda: _remit(page)),
        ("peserta", lambda: _bring_in(page, "Daftar peserta BPJS", _participants(tmp_path))),
        ("selisih", lambda: _compare(page)),
        ("beranda", lambda: _press(page, "Pekerjaan bulan ini")),
        ("laporan", lambda: _report(page, tmp_path)),
    ]
    _judge(page)
    for step, go in steps:
        go()
        _picture(page, shots, step)
    assert len(list(shots.glob("*.png"))) == len(steps) * len(WIDTHS) * 3


def _report(page: Page, folder: Path) -> None:
    """Freeze the month's figures and take the report home, as paper and as a workbook."""
    page.goto("/kendal/angka/?bulan=2025-09")
    _judge(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Angka dan laporan")
    _press(page, "Bekukan angka")
    _press(page, "Bekukan angka")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Angka dibekukan")
    page.goto("/kendal/angka/?bulan=2025-09")
    paper = _download(page, "Unduh PDF", folder / "monev.pdf")
    assert paper.read_bytes().startswith(b"%PDF") and b"%%EOF" in paper.read_bytes()[-1_024:]
    with ZipFile(_download(page, "Unduh Excel", folder / "monev.xlsx")) as book:
        assert book.testzip() is None and "xl/workbook.xml" in book.namelist()


def _download(page: Page, name: str, target: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).click()
    assert waiting.value.suggested_filename == f"monev-kendal-2025-09{target.suffix}"
    waiting.value.save_as(target)
    return target


def _pair(page: Page) -> None:
    page.goto("/kendal/pasangan/?bulan=2025-09")
    _press(page, "Buat usulan")
    _press(page, "Periksa dan buka semua")
    _press(page, "Buka penanggungan")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Penanggungan dibuka")


def _bill(page: Page) -> None:
    page.goto("/kendal/bulan/2025-09/")
    _press(page, "Terbitkan tagihan")
    page.get_by_role("button", name="Terbitkan tagihan").dblclick()
    page.wait_for_url("**/tanda-terima/**")
    page.wait_for_load_state("networkidle")
    _judge(page)
    receipt = page.url
    page.go_back()
    page.goto(receipt)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tagihan terbit")
    page.goto("/kendal/bulan/2025-09/")
    _press(page, "Dinas Komunikasi dan Informatika")
    _press(page, "Iuran Ngatini Contoh")
    _press(page, "Batalkan iuran ini")
    page.get_by_label("Mengapa?").fill("Dilihat saja, lalu dibatalkan.")
    _press(page, "Lanjut memeriksa")
    _press(page, "Batal")


def _remit(page: Page) -> None:
    page.goto("/kendal/bulan/2025-09/setor/")
    _press(page, "Lanjut memeriksa")
    expect(page).to_have_title(re.compile("^Galat:"))
    expect(page.locator(".errors")).to_be_focused()
    page.get_by_label("Jumlah yang disetor").fill("Rp33.600")
    page.get_by_label("Nomor bukti setor").fill("BPJS-2025-09")
    page.get_by_label("Tanggal setor").fill("15 Oktober 2025")
    _press(page, "Lanjut memeriksa")
    _press(page, "Catat setoran")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Setoran tercatat")


def _compare(page: Page) -> None:
    page.goto("/kendal/bulan/2025-09/selisih/")
    _press(page, "Cocokkan sekarang")
    kinds = page.locator(".tasks a.what")
    addresses = [str(kinds.nth(n).get_attribute("href")) for n in range(kinds.count())]
    assert addresses
    for address in addresses:
        page.goto(address)
        _judge(page)
        page.get_by_label("Bagaimana selisih ini selesai?").select_option("WAITING")
        page.get_by_label("Penjelasan").fill("Menunggu kabar kantor cabang.")
        _press(page, "Simpan penjelasan")
    page.goto("/kendal/bulan/2025-09/selisih/")
    _press(page, "Tutup bulan")
    _press(page, "Tutup bulan")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bulan ditutup")


@pytest.mark.parametrize("language", ["id", "en"])
def test_I12_the_keyboard_reaches_the_content_first(page: Page, language: str) -> None:
    if language == "en":
        with page.expect_navigation():
            page.get_by_role("button", name="English").click()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#isi"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_S22_after_signing_out_back_shows_nothing(page: Page) -> None:
    page.goto("/kendal/pekerja/")
    page.get_by_role("button", name="Keluar").click()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")
