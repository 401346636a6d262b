"""The desk's pages: what is refused first, then what they show and do."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client

from payung.audit.models import Entry as AuditEntry
from payung.billing.models import Bill
from payung.payments.models import Remittance
from payung.registry.models import Programme, WorkerTerm
from payung.registry.services import confirm_sector
from payung.web.models import Receipt
from tests import factories

ISSUE = "/kendal/bulan/2025-09/terbitkan/"


def _token(text: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', text)
    assert found
    return found[1]


def _text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("address", ["pekerja/999/", "asn/999/", "daftar/999/", "uang/999/"])
def test_what_is_not_there_is_said_plainly(desk: Client, address: str) -> None:
    answer = desk.get(f"/kendal/{address}")
    assert answer.status_code == 404
    assert "Tidak ada data yang berubah" in _text(answer)


@pytest.mark.parametrize("month", ["2025-13", "2025-00", "besok"])
def test_an_impossible_month_is_not_found(desk: Client, month: str) -> None:
    assert desk.get("/kendal/", {"bulan": month}).status_code == 404


def test_an_empty_programme_says_where_to_start(desk: Client) -> None:
    text = _text(desk.get("/kendal/"))
    assert "Belum ada pekerja di register" in text
    assert "Belum bisa dimulai" in text


def test_confirming_without_a_token_is_refused(desk: Client, billed: dict[str, Any]) -> None:
    answer = desk.post(ISSUE, {"confirmed": "yes", "token": "bukan"})
    assert answer.status_code == 400


def test_a_look_at_the_check_page_bills_nobody(desk: Client, programme: Programme) -> None:
    factories.make_sponsorship(worker=factories.make_worker(programme=programme))
    text = _text(desk.get(ISSUE))
    assert "Rp16.800" in text
    assert not Bill.objects.exists()


def test_C07_pressing_twice_bills_once_and_shows_one_receipt(
    desk: Client, programme: Programme
) -> None:
    factories.make_sponsorship(worker=factories.make_worker(programme=programme))
    token = _token(_text(desk.get(ISSUE)))
    first, second = (desk.post(ISSUE, {"confirmed": "yes", "token": token}) for _ in range(2))
    assert first["Location"] == second["Location"] == f"/kendal/tanda-terima/{token}/"
    assert Bill.objects.count() == Receipt.objects.count() == 1
    text = _text(desk.get(first["Location"]))
    assert "Tagihan terbit" in text and "Rp16.800" in text


def test_a_receipt_of_another_programme_is_not_found(desk: Client, programme: Programme) -> None:
    token = uuid4()
    Receipt.objects.create(
        token=token, programme_code="kab-semarang", act="close", details={}, by="lain"
    )
    assert desk.get(f"/kendal/tanda-terima/{token}/").status_code == 404


@pytest.mark.parametrize(
    ("amount", "said"),
    [("", "Tuliskan jumlah"), ("16.80", "tidak terbaca"), ("abc", "tidak terbaca")],
)
def test_an_unreadable_amount_keeps_what_was_typed(
    desk: Client, billed: dict[str, Any], amount: str, said: str
) -> None:
    answer = desk.post(
        "/kendal/bulan/2025-09/setor/",
        {"amount": amount, "reference": "BUKTI-7", "remitted_on": "15 Oktober 2025"},
    )
    text = _text(answer)
    assert answer.status_code == 422
    assert "<title>Galat:" in text and said in text and "BUKTI-7" in text


def test_more_than_was_collected_is_refused_and_nothing_is_kept(
    desk: Client, billed: dict[str, Any]
) -> None:
    asked = {"amount": "16800", "reference": "BUKTI-7", "remitted_on": "2025-10-15"}
    address = "/kendal/bulan/2025-09/setor/"
    token = _token(_text(desk.post(address, asked)))
    answer = desk.post(address, {**asked, "confirmed": "yes", "token": token})
    assert answer.status_code == 422
    assert "Tidak ada yang disimpan" in _text(answer)
    assert not Remittance.objects.exists() and not Receipt.objects.exists()


def test_the_months_page_adds_up(desk: Client, billed: dict[str, Any]) -> None:
    text = _text(desk.get("/kendal/bulan/2025-09/"))
    assert text.count("Rp33.600") >= 3
    bill = Bill.objects.get()
    paper = _text(desk.get(f"/kendal/bulan/2025-09/tagihan/{bill.pk}/"))
    assert "Slamet Contoh" in paper and "Rp33.600" in paper


def test_a_worker_is_masked_and_not_called_protected_before_the_insurer_says_so(
    desk: Client, billed: dict[str, Any]
) -> None:
    text = _text(desk.get(f"/kendal/pekerja/{billed['workers'][0].pk}/"))
    assert "Belum terlindungi" in text
    assert "••••••••••••" in text
    assert not re.search(r"[0-9]{16}", text)


def test_no_page_shows_a_whole_number_of_identity(desk: Client, billed: dict[str, Any]) -> None:
    for address in ("pekerja/", "asn/", "pasangan/", "bulan/2025-09/", "perangkat/", "angka/"):
        assert not re.search(r"[0-9]{16,18}", _text(desk.get(f"/kendal/{address}"))), address


def test_a_name_is_found_without_standing_in_the_address(
    desk: Client, billed: dict[str, Any]
) -> None:
    answer = desk.post("/kendal/pekerja/", {"cari": "ngatini"})
    assert answer["Location"] == "/kendal/pekerja/?cari=1"
    text = _text(desk.get(answer["Location"]))
    assert "Ngatini Contoh" in text and "Slamet Contoh" not in text


def test_a_percent_sign_finds_nobody(desk: Client, billed: dict[str, Any]) -> None:
    desk.post("/kendal/pekerja/", {"cari": "%"})
    assert "Tidak ada pekerja yang cocok" in _text(desk.get("/kendal/pekerja/?cari=1"))


def test_a_nik_leads_to_its_worker_and_an_unknown_one_is_not_echoed(
    desk: Client, programme: Programme
) -> None:
    nik, unknown = factories.make_nik(), factories.make_nik()
    worker = factories.make_worker(programme=programme, nik=nik)
    spaced = f"{nik[:6]} {nik[6:]}"
    assert desk.post("/kendal/pekerja/", {"cari": spaced})["Location"] == (
        f"/kendal/pekerja/{worker.pk}/"
    )
    text = _text(desk.post("/kendal/pekerja/", {"cari": unknown}))
    assert "tidak ada di program ini" in text and unknown not in text


def test_J02_a_name_with_script_is_text(desk: Client, programme: Programme) -> None:
    worker = factories.make_worker("<script>alert(1)</script>", programme=programme)
    for address in ("/kendal/pekerja/", f"/kendal/pekerja/{worker.pk}/"):
        assert "<script" not in _text(desk.get(address))


def test_the_workers_come_in_pages_by_name(desk: Client, programme: Programme) -> None:
    for number in range(53):
        factories.make_worker(f"Contoh {number:03d}", programme=programme)
    first = _text(desk.get("/kendal/pekerja/"))
    after = re.search(r"sesudah=(\d+)", first)
    assert after and "53 pekerja" in first and "Contoh 049" in first and "Contoh 050" not in first
    second = _text(desk.get("/kendal/pekerja/", {"sesudah": after[1]}))
    assert "Contoh 050" in second and "Contoh 049" not in second and "53 pekerja" in second


def _seen(text: str) -> dict[str, str]:
    """Return the hidden fields that carry the state which a page has shown."""
    return dict(re.findall(r'name="(dilihat[-0-9]*)" value="([^"]+)"', text))


def _sector_form(browser: Client, worker: int, sector: str) -> dict[str, str]:
    seen = _seen(_text(browser.get("/kendal/pekerja/sektor/")))
    return {**seen, f"sektor-{worker}": sector}


def test_C17_a_sector_that_another_said_meanwhile_is_a_conflict_and_nothing_is_lost(
    desk: Client, billed: dict[str, Any]
) -> None:
    other = factories.make_worker(
        "Wagiyem Contoh", programme=billed["waiting"].programme, sector_confirmed=False
    )
    asked = _sector_form(desk, billed["waiting"].pk, "transport") | {f"sektor-{other.pk}": "other"}
    confirm_sector(worker_id=billed["waiting"].pk, sector="other", by="lain")
    answer = desk.post("/kendal/pekerja/sektor/", asked)
    text = _text(answer)
    assert answer.status_code == 409
    assert "Orang lain mengubahnya lebih dulu" in text and "sudah dipastikan" in text
    assert text.count("selected") >= 2 and "Wagiyem Contoh" in text
    assert not WorkerTerm.objects.get(worker=other).sector_confirmed
    desk.post("/kendal/pekerja/sektor/", asked | _seen(text))
    kept = WorkerTerm.objects.filter(worker__in=[billed["waiting"], other]).order_by("worker_id")
    assert [term.sector for term in kept] == ["transport", "other"]


def test_C17_two_who_say_the_same_sector_do_not_disturb_each_other(
    desk: Client, billed: dict[str, Any]
) -> None:
    asked = _sector_form(desk, billed["waiting"].pk, "transport")
    confirm_sector(worker_id=billed["waiting"].pk, sector="transport", by="lain")
    assert desk.post("/kendal/pekerja/sektor/", asked).status_code == 302


@pytest.mark.parametrize("confirmed", [False, True])
def test_C17_a_membership_changed_meanwhile_is_a_conflict_and_nothing_is_lost(
    desk: Client, billed: dict[str, Any], confirmed: bool
) -> None:
    worker = billed["workers"][0]
    address = f"/kendal/pekerja/{worker.pk}/akhiri/"
    asked = {"reason": "DIED", "last_month": "2025-11", **_seen(_text(desk.get(address)))}
    if confirmed:
        token = _token(_text(desk.post(address, asked)))
        asked |= {"confirmed": "yes", "token": token}
    confirm_sector(worker_id=worker.pk, sector="transport", by="lain")
    answer = desk.post(address, asked)
    text = _text(answer)
    assert answer.status_code == 409 and "Orang lain mengubahnya lebih dulu" in text
    assert 'value="2025-11"' in text and 'value="DIED" selected' in text
    assert WorkerTerm.objects.get(worker=worker).until_date is None
    assert not Receipt.objects.exists()
    fresh = {"reason": "DIED", "last_month": "2025-11", **_seen(text)}
    assert desk.post(address, fresh).status_code == 200


def test_a_confirmed_sector_is_recorded(desk: Client, billed: dict[str, Any]) -> None:
    worker = billed["waiting"]
    assert "Paimin Contoh" in _text(desk.get("/kendal/pekerja/sektor/"))
    desk.post("/kendal/pekerja/sektor/", _sector_form(desk, worker.pk, "transport"))
    term = WorkerTerm.objects.get(worker=worker)
    assert term.sector_confirmed and term.sector == "transport"
    assert AuditEntry.objects.filter(action="registry.confirm_sector", by="meja").exists()


def test_ending_a_membership_asks_why_then_ends_it_once(
    desk: Client, billed: dict[str, Any]
) -> None:
    worker = billed["workers"][0]
    address = f"/kendal/pekerja/{worker.pk}/akhiri/"
    assert desk.post(address, {"reason": "", "last_month": "kapan"}).status_code == 422
    asked = {"reason": "DIED", "last_month": "2025-09", **_seen(_text(desk.get(address)))}
    token = _token(_text(desk.post(address, asked)))
    answer = desk.post(address, {**asked, "confirmed": "yes", "token": token})
    assert answer.status_code == 302
    assert "Kepesertaan berakhir" in _text(desk.get(answer["Location"]))
    assert WorkerTerm.objects.get(worker=worker).until_date is not None


def test_proposals_are_opened_after_a_look(desk: Client, billed: dict[str, Any]) -> None:
    factories.make_sponsor("Pegawai Bebas", agency=billed["agency"])
    desk.post("/kendal/pasangan/usul/", {"bulan": "2025-09"})
    text = _text(desk.get("/kendal/pasangan/"))
    assert "Paimin Contoh" in text and "Pegawai Bebas" in text
    address = re.search(r'href="(/kendal/pasangan/\d+/buka/)"', text)
    assert address
    token = _token(_text(desk.get(address[1])))
    answer = desk.post(address[1], {"confirmed": "yes", "token": token})
    assert "Penanggungan dibuka" in _text(desk.get(answer["Location"]))
    assert "Tidak ada yang menunggu" in _text(desk.get("/kendal/pasangan/"))


def test_differences_are_named_and_explained(desk: Client, billed: dict[str, Any]) -> None:
    desk.post("/kendal/bulan/2025-09/cocokkan/")
    text = _text(desk.get("/kendal/bulan/2025-09/selisih/"))
    assert "Belum dibayar: 2" in text
    address = "/kendal/bulan/2025-09/selisih/UNPAID/"
    assert desk.post(address, {"subject": "*", "outcome": "", "note": ""}).status_code == 422
    desk.post(address, {"subject": "*", "outcome": "CARRIED", "note": "Dibayar bulan depan."})
    assert "Dibayar bulan depan." in _text(desk.get(address))
    token = _token(_text(desk.get("/kendal/bulan/2025-09/tutup/")))
    answer = desk.post("/kendal/bulan/2025-09/tutup/", {"confirmed": "yes", "token": token})
    assert "Bulan ditutup" in _text(desk.get(answer["Location"]))


@pytest.mark.parametrize("kind", ["BUKAN_JENIS", "UNPAID%27"])
def test_J01_an_invented_kind_is_not_found(desk: Client, kind: str) -> None:
    assert desk.get(f"/kendal/bulan/2025-09/selisih/{kind}/").status_code == 404


def test_the_pages_speak_english_when_asked(desk: Client, billed: dict[str, Any]) -> None:
    desk.post("/bahasa/", {"language": "en", "next": "/kendal/"})
    answer = desk.get("/kendal/bulan/2025-09/")
    text = _text(answer)
    assert 'lang="en"' in text and "Bills by unit" in text and "September 2025" in text
    assert answer["Content-Language"] == "en"


def test_I02_without_a_database_the_page_says_what_happened(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("away")

    monkeypatch.setattr("payung.web.programmes.run", away)
    desk.raise_request_exception = False
    answer = desk.get("/kendal/")
    assert answer.status_code == 503
    assert "tetap aman" in _text(answer)


def test_a_fault_of_ours_is_owned_and_shows_no_detail(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise ValueError("rahasia")

    monkeypatch.setattr("payung.web.programmes.run", broken)
    desk.raise_request_exception = False
    answer = desk.get("/kendal/")
    assert answer.status_code == 500
    assert "dibatalkan seluruhnya" in _text(answer) and "rahasia" not in _text(answer)


@pytest.mark.parametrize(
    "address", ["", "pekerja/", "bulan/2025-09/", "daftar/", "angka/", "perangkat/"]
)
def test_U22_pages_travel_small(desk: Client, billed: dict[str, Any], address: str) -> None:
    answer = desk.get(f"/kendal/{address}", headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert len(answer.content) < 60_000


def test_the_month_is_frozen_once_and_its_paper_downloaded(
    desk: Client, billed: dict[str, Any]
) -> None:
    assert desk.get("/kendal/angka/2025-09/monev.exe").status_code == 404
    token = _token(_text(desk.get("/kendal/angka/2025-09/bekukan/")))
    address = "/kendal/angka/2025-09/bekukan/"
    kept = [desk.post(address, {"confirmed": "yes", "token": token})["Location"] for _ in range(2)]
    assert kept[0] == kept[1]
    assert "revisi 1" in _text(desk.get("/kendal/angka/"))
    sheet = desk.get("/kendal/angka/2025-09/monev.xlsx")
    assert sheet.content[:2] == b"PK"
    assert sheet["Content-Disposition"] == 'attachment; filename="monev-kendal-2025-09.xlsx"'
