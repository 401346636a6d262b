"""Taking back a billed line, and money from a line: asked why, shown, done once, visible after."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from payung.audit.models import Entry as AuditEntry
from payung.billing.models import Line
from payung.payments.models import Allocation, Entry
from payung.payments.services import assign_entry, reverse_allocation, withdraw_line
from payung.registry.models import Programme
from payung.web.models import Receipt

REASON = "Salah orang menurut surat kantor."


@pytest.fixture
def paid(billed: dict[str, Any]) -> dict[str, Any]:
    """Return the billed September with one of its two lines paid by a credit."""
    programme = Programme.objects.get()
    entry = Entry.objects.create(
        programme=programme, source="bank_statement", key="T1", batch_id=1, row_number=2,
        entry_date=date(2025, 9, 10), text="SETORAN CONTOH", amount_rp=16_800, is_money=True,
    )  # fmt: skip
    assign_entry(entry_id=entry.pk, agency_id=billed["agency"].pk, reason="buku kas", by="meja")
    line = Allocation.objects.get().line
    return {**billed, "entry": entry, "line": line, "bill": line.bill_id}


def _text(answer: Any) -> str:
    return str(answer.content.decode())


def _token(text: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', text)
    assert found
    return found[1]


def _of(line: Line, act: str = "") -> str:
    return f"/kendal/bulan/2025-09/iuran/{line.pk}/{act}"


@pytest.mark.parametrize("act", ["batalkan/", "lepas/"])
def test_without_a_reason_nothing_is_taken_back(
    desk: Client, paid: dict[str, Any], act: str
) -> None:
    answer = desk.post(_of(paid["line"], act), {"reason": " "})
    assert answer.status_code == 422 and "Tuliskan alasannya" in _text(answer)
    answer = desk.post(_of(paid["line"], act), {"reason": REASON})
    assert answer.status_code == 200 and REASON in _text(answer)
    assert Line.objects.count() == 2 and Allocation.objects.count() == 1


@pytest.mark.parametrize("act", ["batalkan/", "lepas/"])
def test_confirming_a_correction_needs_the_token_of_its_check_page(
    desk: Client, paid: dict[str, Any], act: str
) -> None:
    asked = {"reason": REASON, "confirmed": "yes", "token": "bukan"}
    assert desk.post(_of(paid["line"], act), asked).status_code == 400


@pytest.mark.parametrize("act", ["", "batalkan/", "lepas/"])
def test_a_line_is_found_under_its_own_month_only(
    desk: Client, paid: dict[str, Any], act: str
) -> None:
    address = _of(paid["line"], act)
    assert desk.get(address.replace("2025-09", "2025-10")).status_code == 404
    assert desk.get(_of(paid["line"], act)).status_code == 200


def test_a_line_without_money_has_none_to_take_off(desk: Client, paid: dict[str, Any]) -> None:
    unpaid = Line.objects.exclude(pk=paid["line"].pk).get()
    assert desk.get(_of(unpaid, "lepas/")).status_code == 404
    assert "lepas/" not in _text(desk.get(_of(unpaid)))


def test_a_line_taken_back_by_somebody_else_meanwhile_is_refused(
    desk: Client, paid: dict[str, Any]
) -> None:
    address = _of(paid["line"], "batalkan/")
    token = _token(_text(desk.post(address, {"reason": REASON})))
    withdraw_line(line_id=paid["line"].pk, reason="lebih dulu", by="lain")
    answer = desk.post(address, {"reason": REASON, "confirmed": "yes", "token": token})
    assert answer.status_code == 422
    assert "sudah dibatalkan" in _text(answer) and REASON in _text(answer)
    assert not Receipt.objects.exists()


def test_money_taken_off_by_somebody_else_meanwhile_is_refused(
    desk: Client, paid: dict[str, Any]
) -> None:
    address = _of(paid["line"], "lepas/")
    token = _token(_text(desk.post(address, {"reason": REASON})))
    reverse_allocation(allocation_id=Allocation.objects.get().pk, reason="dulu", by="lain")
    answer = desk.post(address, {"reason": REASON, "confirmed": "yes", "token": token})
    assert answer.status_code == 422 and not Receipt.objects.exists()


def test_C07_a_line_is_taken_back_once_and_the_bill_and_line_show_it(
    desk: Client, paid: dict[str, Any]
) -> None:
    address = _of(paid["line"], "batalkan/")
    bill = f"/kendal/bulan/2025-09/tagihan/{paid['bill']}/"
    assert _of(paid["line"]) in _text(desk.get(bill))
    shown = _text(desk.post(address, {"reason": REASON}))
    asked = {"reason": REASON, "confirmed": "yes", "token": _token(shown)}
    first, second = (desk.post(address, asked) for _ in range(2))
    assert first["Location"] == second["Location"]
    told = _text(desk.get(first["Location"]))
    assert "Iuran dibatalkan" in told and "Rp16.800" in told and "ditagih ulang" in told
    assert Line.objects.filter(kind="REVERSAL", reverses=paid["line"]).count() == 1
    page = _text(desk.get(_of(paid["line"])))
    assert "sudah dibatalkan" in page and REASON in page and "batalkan/" not in page
    assert "Dibatalkan" in _text(desk.get(bill))
    reversal = Line.objects.get(kind="REVERSAL")
    assert REASON in _text(desk.get(_of(reversal)))
    assert desk.get(_of(reversal, "batalkan/")).status_code == 404
    assert AuditEntry.objects.filter(action="billing.reverse", reason=REASON, by="meja").exists()


def test_C07_money_is_taken_off_once_and_waits_again(desk: Client, paid: dict[str, Any]) -> None:
    address, entry = _of(paid["line"], "lepas/"), f"/kendal/uang/{paid['entry'].pk}/"
    assert _of(paid["line"]) in _text(desk.get(entry))
    asked = {"reason": REASON, "confirmed": "yes"}
    token = _token(_text(desk.post(address, {"reason": REASON})))
    first, second = (desk.post(address, {**asked, "token": token}) for _ in range(2))
    assert first["Location"] == second["Location"]
    told = _text(desk.get(first["Location"]))
    assert "Uang dilepas" in told and entry in told
    assert sum(Allocation.objects.values_list("amount_rp", flat=True)) == 0
    page = _text(desk.get(entry))
    assert "−Rp16.800" in page and REASON in page and "buku kas" in page
    assert "SETORAN CONTOH" in _text(desk.get("/kendal/uang/"))
