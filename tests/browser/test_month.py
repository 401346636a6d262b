"""The desk's month in a real browser, from the lists to the report, by the buttons alone.

Every page passed is judged by axe, fits 320 px, and no script is needed anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from payung.accounts.services import create_account
from payung.registry.services import add_programme
from tests.intake import files

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PEOPLE = ("Slamet Contoh", "Ngatini Contoh", "Paimin Contoh", "Wagiyem Contoh")
PASSWORD = "kalimat sandi untuk meja"


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
    """Hold the page to axe at both widths, and to its width at the narrow one."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    page.set_viewport_size({"width": 1280, "height": 900})


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


def test_the_month_runs_from_lists_to_figures(page: Page, tmp_path: Path) -> None:
    _judge(page)
    _bring_in(page, "Daftar ASN", _sponsors(tmp_path))
    _bring_in(page, "Daftar pekerja", _workers(tmp_path))
    _pair(page)
    _bill(page)
    _bring_in(page, "Uang masuk", _statement(tmp_path))
    _remit(page)
    _bring_in(page, "Daftar peserta BPJS", _participants(tmp_path))
    _compare(page)
    page.goto("/kendal/angka/?bulan=2025-09")
    _judge(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Angka dan laporan")


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
