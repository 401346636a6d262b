"""A month from the lists people have to the report: by the commands, as the contract says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from payung.cli import _django
from payung.cli.main import payung
from payung.core.errors import Refused
from payung.registry.models import Sponsor, Worker
from tests.flows.lists import write_month

pytestmark = pytest.mark.django_db
MONTH = ("--programme", "kendal", "--month", "2025-09")


@pytest.fixture(autouse=True)
def _ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_django, "setup", lambda: False)


def ask(*words: str | Path) -> dict[str, Any]:
    """Run a command with --json and return its only line."""
    done = CliRunner().invoke(payung, [*map(str, words), "--json"])
    if done.exception is not None:
        raise done.exception
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def read(path: Path, kind: str, *more: str | Path) -> dict[str, Any]:
    return ask("intake", "read", path, "--as", kind, "--programme", "kendal", *more)


def not_accepted(answer: dict[str, Any]) -> dict[str, str]:
    assert answer["rows"] == answer["accepted"] + answer["held"] + answer["refused"]
    assert len(answer["statuses"]) == answer["rows"]
    return {row: status for row, status in answer["statuses"].items() if status != "accepted"}


def test_the_month_runs(tmp_path: Path) -> None:
    lists = write_month(tmp_path)
    ask("programme", "add", "kendal")

    roll = read(lists["sponsors"], "sponsors", "--apply")
    assert not_accepted(roll) == {"14": "refused", "15": "held"}
    assert (roll["sheet"], roll["as_of"], roll["accepted"]) == ("Data", "2025-09-30", 8)
    assert roll["mapping"]["Unit Kerja"] == "agency"

    workers = read(lists["workers"], "workers", "--apply")
    assert not_accepted(workers) == {"9": "held", "10": "refused"}
    assert {(f["row"], f["code"]) for f in workers["findings"]} >= {(9, "NIK-01"), (10, "NUM-03")}
    more = read(lists["more_workers"], "workers", "--apply")
    assert (more["accepted"], more["unchanged"], not_accepted(more)) == (4, 1, {})

    pairs = ask("pairing", "apply", *MONTH)
    assert (pairs["proposed"], pairs["opened"], pairs["unmatched"]) == (8, 8, 0)
    issued = ask("billing", "issue", *MONTH)
    assert (issued["bills"], issued["lines"], issued["total_rp"]) == (2, 8, 134_400)
    assert (issued["created"], ask("billing", "issue", *MONTH)["created"]) == (2, 0)

    debits = ask("payments", "record", lists["autodebit"], "--programme", "kendal")
    assert (debits["entries"], debits["allocated_rp"]) == (3, 33_600)
    bank = ask("payments", "record", lists["statement"], "--programme", "kendal")
    told = (bank["entries"], bank["duplicates"], bank["allocated_rp"], bank["unallocated_rp"])
    assert told == (3, 1, 84_000, 250_000)

    people = read(lists["participants"], "participants", "--apply")
    assert (people["accepted"], people["as_of"]) == (8, "2025-09-30")
    match = ask("reconciliation", "match", *MONTH)
    assert match["billed_rp"] == 134_400
    assert match["received_rp"] == match["allocated_rp"] + match["unallocated_rp"] == 367_600
    assert match["confirmed_workers"] == 5
    counts = {d["kind"]: d["count"] for d in match["differences"]}
    assert counts["ON_LIST_NOT_OURS"] == counts["UNKNOWN_CREDIT"] == 1
    assert counts["UNPAID"] + counts["SHORT_PAID"] == 1
    assert counts["COLLECTED_NOT_REMITTED"] == 7

    cover = ask("coverage", "show", "--programme", "kendal", "--as-of", "2025-09-30")
    assert (cover["reach"]["numerator"], cover["coverage"]["numerator"]) == (8, 5)
    out = tmp_path / "monev.xlsx"
    report = ask("report", "monev", *MONTH, "--out", out)
    assert out.stat().st_size > 0
    assert report["figures"]["reach"]["numerator"] == 8
    assert ask("verify")["ok"] is True


def test_without_apply_the_registers_stay_untouched(tmp_path: Path) -> None:
    lists = write_month(tmp_path)
    ask("programme", "add", "kendal")
    assert read(lists["sponsors"], "sponsors")["accepted"] == 8
    assert read(lists["workers"], "workers")["accepted"] == 5
    assert (Sponsor.objects.count(), Worker.objects.count()) == (0, 0)


def test_F36_the_same_list_again_says_that_nothing_changed(tmp_path: Path) -> None:
    lists = write_month(tmp_path)
    ask("programme", "add", "kendal")
    read(lists["workers"], "workers", "--apply")
    words = ["intake", "read", str(lists["workers"]), "--as", "workers", "--programme", "kendal"]
    done = CliRunner().invoke(payung, [*words, "--apply", "--json"])
    assert "Berkas yang sama" in done.stderr
    again = json.loads(done.stdout)
    assert (again["accepted"], again["unchanged"], Worker.objects.count()) == (5, 5, 5)


def test_the_workbook_of_errors_holds_the_rows_to_mend(tmp_path: Path) -> None:
    lists = write_month(tmp_path)
    ask("programme", "add", "kendal")
    out = tmp_path / "perbaiki.xlsx"
    read(lists["workers"], "workers", "--errors", out)
    again = read(out, "workers")
    assert not_accepted(again) == {"2": "refused", "3": "refused"}


def test_a_file_refused_as_a_whole_is_a_refusal(tmp_path: Path) -> None:
    ask("programme", "add", "kendal")
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(Refused) as refusal:
        read(path, "workers", "--apply")
    assert refusal.value.code == "FILE-07"


def test_wrong_usage_ends_with_two(tmp_path: Path) -> None:
    path = write_month(tmp_path)["workers"]
    for words in (["--as", "birds"], [], ["--as", "workers", "--map", "Nama"]):
        done = CliRunner().invoke(payung, ["intake", "read", str(path), *words])
        assert done.exit_code == 2


def test_what_is_asked_of_the_columns_is_done(tmp_path: Path) -> None:
    lists = write_month(tmp_path)
    ask("programme", "add", "kendal")
    answer = read(lists["workers"], "workers", "--map", "NIP Penanggung=-", "--as-of", "2025-08-31")
    assert answer["mapping"]["NIP Penanggung"] == "-"
    assert answer["as_of"] == "2025-08-31"


def test_no_answer_shows_a_whole_number(tmp_path: Path) -> None:
    lists = write_month(tmp_path)
    ask("programme", "add", "kendal")
    from tests.flows.lists import SERVANTS, WORKERS

    for kind, name in (
        ("sponsors", "sponsors"),
        ("workers", "workers"),
        ("workers", "more_workers"),
    ):
        told = json.dumps(read(lists[name], kind))
        assert not any(number in told for number in (*SERVANTS, *WORKERS))
