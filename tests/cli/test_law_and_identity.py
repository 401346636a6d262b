"""Answers of `payung law` and `payung identity`: keys of the contract, status, no numbers told."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from click.testing import CliRunner

from payung.cli.identity import identity
from payung.cli.law import law
from payung.core.errors import Refused

IURAN = ["iuran", "--month", "2025-06", "--income", "750000", "--sector", "other"]

STANDING = ["standing", "--paid", "2025-01:1", "--on", "2025-01"]


def ask(group: Any, *arguments: str, typed: str | None = None) -> dict[str, Any]:
    result = CliRunner().invoke(group, [*arguments, "--json"], input=typed)
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


@pytest.mark.parametrize(
    "arguments",
    [
        IURAN,
        [*IURAN, "--paid-by", "nobody"],
        ["iuran", "--month", "2025-13", *IURAN[3:], "--paid-by", "sponsor"],
        [*IURAN[:4], "16.80", *IURAN[5:], "--paid-by", "sponsor"],
        ["standing", "--paid", "2025-01", "--on", "2025-01"],
        [*STANDING, "--set", "foo=bar"],
        [*STANDING, "--set", "way_back"],
        [*STANDING, "--set", "way_back=SOMEHOW"],
        ["benefit", "--event", "death", "--on", "10-09-2025", "--months-paid", "1"],
        ["retirement", "--birth", "1970-02-30", "--kind", "PNS", "--position", "Guru"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(law, arguments).exit_code == 2


def test_refused_question_is_raised_for_the_entry_to_tell() -> None:
    arguments = ["iuran", "--month", "2014-06", *IURAN[3:], "--paid-by", "sponsor"]
    result = CliRunner().invoke(law, arguments)
    assert isinstance(result.exception, Refused)


def test_refusal_ends_with_1_and_its_reason() -> None:
    command = [sys.executable, "-m", "payung", "law", *IURAN, "--paid-by", "sponsor", "--json"]
    command[command.index("2025-06")] = "2014-06"
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "LAW-01" in done.stderr
    assert json.loads(done.stdout)["refused"]["code"] == "LAW-01"


def test_iuran_answers_the_keys_of_the_contract() -> None:
    answer = ask(law, *IURAN, "--paid-by", "sponsor", "--jht")
    assert answer["total_rp"] == 36800
    wanted = {"jkk_rp", "jkm_rp", "jht_rp", "total_rp", "base_income_rp", "references"}
    assert wanted <= answer.keys()


def test_benefit_answers_the_keys_of_the_contract() -> None:
    answer = ask(
        law, "benefit", "--event", "death", "--on", "2025-09-10", "--months-paid", "40",
        "--months-paid-consecutive", "3", "--base-income", "1000000", "--child", "SD:6",
    )  # fmt: skip
    assert answer["total_rp"] == 42_000_000
    assert {"code", "amount_rp", "reference"} == answer["components"][0].keys()
    assert answer["scholarship"]["max_rp"] == 84_000_000


def test_standing_answers_the_keys_of_the_contract() -> None:
    answer = ask(law, "standing", "--paid", "2025-03:1,2025-04:0", "--on", "2025-04")
    (assumption,) = answer.pop("assumptions")
    assert assumption["setting"] == "cover_in_unpaid_months"
    assert (assumption["choice"], assumption["confidence"]) == ("KEPT", "low")
    assert answer == {
        "standing": "GRACE_1",
        "death_cover": "FUNERAL_ONLY",
        "months_unpaid": 1,
        "lapse_month": "2025-06",
        "death_benefit_rp": 10_000_000,
    }


def test_standing_takes_the_choices_of_a_programme() -> None:
    paid = "2025-03:1,2025-04:1,2025-05:1,2025-06:0,2025-07:0,2025-08:0,2025-09:1"
    arguments = ["standing", "--paid", paid, "--on", "2025-09"]
    chosen = ask(law, *arguments, "--set", "clock_restarts_after_lapse=false")
    assert chosen["death_cover"] == "FULL"
    assert ask(law, *arguments, "--set", "way_back=REREGISTER")["standing"] == "LAPSED"


def test_an_unknown_setting_names_those_there_are() -> None:
    result = CliRunner().invoke(law, [*STANDING, "--set", "foo=bar"])
    assert "way_back" in result.output
    result = CliRunner().invoke(law, [*STANDING, "--set", "way_back=x"])
    assert "reregister" in result.output


def test_an_answer_that_rests_on_no_disputed_point_says_so() -> None:
    paid = "2025-03:1,2025-04:1,2025-05:1"
    assert ask(law, "standing", "--paid", paid, "--on", "2025-05")["assumptions"] == []


def test_an_answer_after_a_lapse_names_what_it_rests_on() -> None:
    paid = "2025-03:1,2025-04:1,2025-05:1,2025-06:0,2025-07:0,2025-08:0,2025-09:1"
    words = ("standing", "--paid", paid, "--on", "2025-09")
    found = {row["setting"]: row["choice"] for row in ask(law, *words)["assumptions"]}
    assert found == {"way_back": "CONTINUE", "clock_restarts_after_lapse": True}


def test_a_retirement_by_age_rests_on_practice_and_one_by_contract_does_not() -> None:
    words = ("retirement", "--birth", "1970-02-03", "--kind", "PPPK", "--position", "Pelaksana")
    (assumption,) = ask(law, *words)["assumptions"]
    assert (assumption["setting"], assumption["confidence"]) == ("starts_after_months", "low")
    assert ask(law, *words, "--contract-end", "2026-12-31")["assumptions"] == []


@pytest.mark.parametrize(
    ("kind", "value", "valid"),
    [
        ("nik", "3324140608989001", True),
        ("nik", "332414060898900", False),
        ("nik", "332414060898900A", False),
        ("nik", "3324143208989001", False),
        ("nip", "197801012005011002", True),
        ("nip", "197802302005011002", False),
        ("nip", "19780101200501100", False),
        ("kpj", "24969323113", True),
        ("kpj", "2496932311", False),
    ],
)
def test_identity_tells_validity_but_never_the_number(kind: str, value: str, valid: bool) -> None:
    answer = ask(identity, kind, "-", typed=value + "\n")
    assert answer["valid"] is valid
    assert {"findings", "region_code", "birth_date", "sex"} <= answer.keys()
    assert value not in json.dumps(answer)
    assert valid or answer["findings"]


def test_nik_tells_what_it_holds_and_guesses_no_century() -> None:
    answer = ask(identity, "nik", "3324144502050001")
    assert (answer["region_code"], answer["sex"]) == ("33.24.14", "P")
    assert answer["birth_date"] is None
    assert answer["possible_birth_dates"] == ["1905-02-05", "2005-02-05"]


def test_nip_tells_birth_date_and_sex() -> None:
    answer = ask(identity, "nip", "19780101 200501 1 002")
    assert (answer["birth_date"], answer["sex"], answer["kind"]) == ("1978-01-01", "L", "PNS")


def test_plain_answer_is_for_people() -> None:
    shown = CliRunner().invoke(law, [*IURAN, "--paid-by", "sponsor"]).stdout
    assert "total_rp: Rp16.800" in shown
