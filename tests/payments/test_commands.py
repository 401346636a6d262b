"""The commands of the month's money answer with the keys that checks rely on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from payung.billing.services import issue_month
from payung.cli import _django
from payung.cli.billing import billing
from payung.cli.payments import payments
from payung.cli.reconciliation import reconciliation
from payung.core.errors import Refused
from payung.payments.models import Allocation
from tests import factories as make

pytestmark = pytest.mark.django_db
STATEMENT = (
    "Tgl Transaksi;No Ref;Keterangan;Debet;Kredit;Saldo\n"
    "03/09/2025;TRX1;SETORAN IURAN BAPENDA SEPTEMBER 2025;0,00;33.600,00;33.600,00\n"
    "04/09/2025;TRX2;TRF;0,00;50.000,00;83.600,00\n"
)


@pytest.fixture(autouse=True)
def _a_month_to_bill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_django, "setup", lambda: False)
    agency = make.make_agency("bapenda")
    for _ in range(2):
        make.make_sponsorship(sponsor=make.make_sponsor(agency=agency))


def told(group: click.Group, *words: str) -> dict[str, Any]:
    done = CliRunner().invoke(group, [*words, "--json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def record(tmp_path: Path, text: str = STATEMENT) -> dict[str, Any]:
    file = tmp_path / "mutasi.csv"
    file.write_text(text)
    return told(payments, "record", str(file), "--programme", "kendal")


def test_a_file_that_is_no_money_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        record(tmp_path, "Catatan rapat hari ini\n")


def test_C14_an_amount_that_cannot_be_read_refuses_the_file(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        record(tmp_path, STATEMENT.replace("50.000,00;83", "lima puluh;83"))
    assert refusal.value.code == "PAY-02" and "baris 3" in refusal.value.message


def test_a_mapping_is_written_with_a_sign(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(STATEMENT)
    done = CliRunner().invoke(payments, ["record", str(tmp_path / "x.csv"), "--map", "Kredit"])
    assert done.exit_code == 2


def test_the_month_from_bill_to_close(tmp_path: Path) -> None:
    month = ("--programme", "kendal", "--month", "2025-09")
    assert told(billing, "issue", *month) == {
        "state": "ISSUED", "bills": 1, "lines": 2, "total_rp": 33_600, "created": 1, "already": 0,
    }  # fmt: skip
    assert record(tmp_path) == {
        "entries": 2, "allocated_rp": 33_600, "unallocated_rp": 50_000, "duplicates": 0,
    }  # fmt: skip
    assert record(tmp_path)["duplicates"] == 2
    remit = ("remit", *month, "--reference", "B1", "--amount", "33600", "--on", "2025-09-12")
    assert told(payments, *remit) == {"remitted_rp": 33_600, "open_rp": 0}
    matched = told(reconciliation, "match", *month)
    assert list(matched) == [
        "billed_rp", "received_rp", "allocated_rp", "unallocated_rp", "confirmed_workers",
        "differences",
    ]  # fmt: skip
    words = ("--kind", "UNKNOWN_CREDIT", "--outcome", "DICARI", "--note", "bank ditanya")
    assert told(reconciliation, "explain", *month, *words) == {"explained": 1}
    assert told(reconciliation, "close", *month) == matched


def test_several_months_ahead_answer_with_their_sum() -> None:
    words = ("issue", "--programme", "kendal", "--month", "2026-12", "--months", "2")
    assert told(billing, *words)["total_rp"] == 2 * 8_400 + 2 * 16_800


def test_issuing_again_sets_the_money_that_an_interrupted_issue_left(tmp_path: Path) -> None:
    record(tmp_path)
    issue_month(programme_code="kendal", month=make.SEPTEMBER, by="meja")
    month = ("--programme", "kendal", "--month", "2025-09")
    assert not Allocation.objects.exists()
    assert told(billing, "issue", *month)["created"] == 0
    assert Allocation.objects.count() == 2


def test_a_month_far_in_the_future_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        told(billing, "issue", "--programme", "kendal", "--month", "2199-01")
    assert refusal.value.code == "BILL-09"


def test_approving_issues_what_another_prepared() -> None:
    make.make_programme().__class__.objects.update(settings={"four_eyes": True})
    month = ("--programme", "kendal", "--month", "2025-09")
    assert told(billing, "issue", *month)["state"] == "PREPARED"
    assert told(billing, "approve", *month, "--by", "lain")["created"] == 1
