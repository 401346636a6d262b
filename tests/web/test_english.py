"""On the English pages everything Payung itself says is English; data stays as it was written."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import payung
from payung.billing.models import Bill, Line
from payung.core.finding import catalogue
from payung.reports.wording import chart_texts

_ENGLISH = Path(payung.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
_MARKED = re.compile(r'<(?!html)(\w+)[^>]* lang="id"[^>]*>.*?</\1>', re.DOTALL)
_TAG = re.compile(r"<(?!title)[^>]+>")


def _indonesian() -> set[str]:
    """Return the whole sentences that stand in Indonesian only."""
    found = {entry.msgid for entry in polib.pofile(str(_ENGLISH)) if entry.msgid != entry.msgstr}
    found |= {text["id"] for text in chart_texts().values() if text["id"] != text["en"]}
    for entry in catalogue().values():
        found |= {entry.id, entry.mend_id}
    return {text for text in found if len(text.split()) > 1 and not re.search(r"[%{]", text)}


INDONESIAN = _indonesian()


def _left_over(page: str) -> list[str]:
    shown = " ".join(html.unescape(_TAG.sub(" ", _MARKED.sub(" ", page))).split())
    return sorted(
        text for text in INDONESIAN if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", shown)
    )


@pytest.fixture
def english(desk: Client) -> Client:
    """Return the desk's browser with English chosen."""
    desk.post("/bahasa/", {"language": "en", "next": "/"})
    return desk


def _text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_search_finds_indonesian(desk: Client, billed: dict[str, Any]) -> None:
    page = _text(desk.get("/kendal/angka/"))
    assert "belum dinyatakan" in _left_over(page) and "tidak dibayar" in _left_over(page)


@pytest.mark.parametrize(
    "address",
    [
        "", "daftar/", "daftar/baru/", "perangkat/", "perangkat/diskominfo/", "asn/", "pekerja/",
        "pekerja/sektor/", "pasangan/", "bulan/2025-09/", "bulan/2025-09/terbitkan/",
        "bulan/2025-09/setor/", "bulan/2025-09/selisih/", "bulan/2025-09/tutup/", "uang/", "angka/",
        "angka/2025-09/bekukan/", "tidak-ada/",
    ],
)  # fmt: skip
def test_no_page_says_a_sentence_in_indonesian(
    english: Client, billed: dict[str, Any], address: str
) -> None:
    page = _text(english.get(f"/kendal/{address}"))
    assert '<html lang="en"' in page
    assert _left_over(page) == []


def test_persons_units_and_bills_speak_english(english: Client, billed: dict[str, Any]) -> None:
    english.post("/kendal/bulan/2025-09/cocokkan/")
    for address in (
        f"pekerja/{billed['workers'][0].pk}/", f"pekerja/{billed['workers'][0].pk}/akhiri/",
        f"asn/{billed['sponsors'][0].pk}/", f"bulan/2025-09/tagihan/{Bill.objects.get().pk}/",
        "bulan/2025-09/selisih/", "bulan/2025-09/selisih/UNPAID/",
        f"bulan/2025-09/iuran/{Line.objects.earliest('id').pk}/",
        f"bulan/2025-09/iuran/{Line.objects.earliest('id').pk}/batalkan/",
    ):  # fmt: skip
        assert _left_over(_text(english.get(f"/kendal/{address}"))) == [], address


def test_a_file_refused_in_the_child_is_told_in_english(english: Client) -> None:
    file = SimpleUploadedFile("surat.pdf", b"%PDF-1.7 contoh")
    answer = english.post("/kendal/daftar/baru/", {"kind": "workers", "file": file})
    page = _text(answer)
    assert answer.status_code == 422
    assert "This is a PDF, not a list." in page
    assert "Ask for the original Excel or CSV file." in page
    assert _left_over(page) == []


def test_a_kept_refusal_is_told_in_each_readers_language(english: Client) -> None:
    file = SimpleUploadedFile("daftar.csv", b"x\n" * 3)
    english.post("/kendal/daftar/baru/", {"kind": "workers", "file": file})
    found = re.search(r"/kendal/daftar/\d+/", _text(english.get("/kendal/daftar/")))
    assert found
    address = found[0]
    shown = english.get(address, follow=True)
    assert _left_over(_text(shown)) == []
    english.post("/bahasa/", {"language": "id", "next": "/"})
    told = _text(english.get(address, follow=True))
    assert catalogue()["FILE-17"].id in told


def test_closing_names_the_open_differences_in_english(
    english: Client, billed: dict[str, Any]
) -> None:
    address = "/kendal/bulan/2025-09/tutup/"
    token = re.search(r'name="token" value="([^"]+)"', _text(english.get(address)))
    assert token
    page = _text(english.post(address, {"confirmed": "yes", "token": token[1]}))
    assert "Differences are not explained yet: Billed, not paid (2)" in page
    assert _left_over(page) == []
