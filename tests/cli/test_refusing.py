"""Commands refuse before they do anything, in words and as JSON, and never with a traceback."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from payung.cli import _checks, _django, main
from payung.cli._files import check_writable
from payung.cli.intake import intake
from payung.cli.payments import payments
from payung.cli.programme import programme
from payung.core.errors import Refused
from payung.intake.models import Batch
from tests import factories as make

SECRET = "3324140608989001"
ROLL = "NIP,Nama,Perangkat Daerah\n197801012005011002,Contoh Satu,Bapenda\n"


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(_django, "setup", lambda: False)
    make.make_programme()


def run_failing(
    problem: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[dict[str, str], str]:
    """Run a command that fails with --json; return what it told, and standard error."""

    @click.command()
    @click.option("--json", is_flag=True)
    def broken(json: bool) -> None:
        raise problem

    monkeypatch.setattr(main, "payung", broken)
    monkeypatch.setattr(sys, "argv", ["payung", "--json"])
    with pytest.raises(SystemExit) as ended:
        main.main()
    assert ended.value.code == 1
    told = capsys.readouterr()
    refused: dict[str, str] = json.loads(told.out)["refused"]
    return refused, told.err


def test_an_unforeseen_failure_is_one_object_without_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told, shown = run_failing(RuntimeError(f"Key (nik)=({SECRET})"), monkeypatch, capsys)
    assert told["code"] == "CLI-99" and "RuntimeError" in told["message"]
    assert SECRET not in shown and "Traceback" not in shown


def test_the_traceback_is_shown_on_request_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAYUNG_DEBUG", "1")
    told, shown = run_failing(RuntimeError("x"), monkeypatch, capsys)
    assert told["code"] == "CLI-99" and "Traceback" in shown


def test_a_file_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = PermissionError(13, "Permission denied", "hasil.xlsx")
    told, _ = run_failing(problem, monkeypatch, capsys)
    assert told["code"] == "CLI-05" and "hasil.xlsx" in told["message"]


@pytest.mark.parametrize(
    ("today", "ok"),
    [
        (date(2026, 12, 31), True),
        (date(2027, 9, 30), True),
        (date(2027, 10, 1), False),
        (date(2028, 1, 1), False),
    ],
)
def test_the_doctor_warns_of_a_year_without_holidays(today: date, ok: bool) -> None:
    found = _checks.holidays("holidays", today)
    assert found.ok is ok
    assert ok or "2028" in found.detail


def test_a_folder_that_is_missing_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        check_writable(tmp_path / "none" / "x.xlsx")
    assert refusal.value.code == "CLI-03"


def test_looking_leaves_a_file_as_it_is_and_makes_none(tmp_path: Path) -> None:
    there, new = tmp_path / "there.xlsx", tmp_path / "new.xlsx"
    there.write_bytes(b"kept")
    check_writable(there)
    check_writable(new)
    assert there.read_bytes() == b"kept" and not new.exists()


def refused(group: click.Group, *words: str) -> Refused:
    result = CliRunner().invoke(group, [*words, "--json"])
    assert isinstance(result.exception, Refused), result.output
    return result.exception


def roll(tmp_path: Path) -> str:
    path = tmp_path / "roll.csv"
    path.write_text(ROLL)
    return str(path)


@pytest.mark.usefixtures("ready")
def test_a_paper_that_cannot_be_written_stops_before_the_list_is_received(tmp_path: Path) -> None:
    words = ("read", roll(tmp_path), "--as", "sponsors", "--apply")
    found = refused(intake, *words, "--errors", str(tmp_path / "none" / "x.xlsx"))
    assert found.code == "CLI-03"
    assert not Batch.objects.exists()


@pytest.mark.usefixtures("ready")
def test_a_list_of_a_day_to_come_is_refused(tmp_path: Path) -> None:
    found = refused(intake, "read", roll(tmp_path), "--as", "sponsors", "--as-of", "2999-01-01")
    assert found.code == "CLI-04"
    assert not Batch.objects.exists()


@pytest.mark.usefixtures("ready")
def test_a_remittance_of_a_day_to_come_is_refused() -> None:
    words = ("remit", "--month", "2025-09", "--reference", "B1", "--amount", "1")
    assert refused(payments, *words, "--on", "2999-01-01").code == "CLI-04"


@pytest.mark.parametrize("by", ["", "  "])
def test_nobody_cannot_act(by: str) -> None:
    result = CliRunner().invoke(programme, ["add", "kendal", "--by", by])
    assert result.exit_code == 2


@pytest.mark.parametrize("columns", [["NIP"], ["=nip"], ["NIP=nip", "NIP=nik"]])
def test_a_mapping_in_another_shape_is_wrong_usage(columns: list[str], tmp_path: Path) -> None:
    mapped = [word for column in columns for word in ("--map", column)]
    result = CliRunner().invoke(intake, ["read", roll(tmp_path), "--as", "sponsors", *mapped])
    assert result.exit_code == 2
