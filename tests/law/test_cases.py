"""The cases an official can edit: each is asked through the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from payung.cli.law import law

FOLDER = Path(__file__).parents[1] / "cases"


def _sheet(file: Path) -> dict[str, Any]:
    """Read a sheet with every value as the text it is: YAML would make ``on`` a truth value."""
    sheet: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
    return sheet


def _cases() -> list[Any]:
    found = []
    for file in sorted(FOLDER.glob("*.yaml")):
        sheet = _sheet(file)
        for case in sheet["cases"]:
            found.append(pytest.param(sheet["ask"], case, id=f"{file.stem}: {case['name']}"))
    return found


def _arguments(ask: str, given: dict[str, str]) -> list[str]:
    arguments = [ask, "--json"]
    for option, value in given.items():
        arguments += [f"--{option}"] if value == "true" else [f"--{option}", value]
    return arguments


@pytest.mark.parametrize(("ask", "case"), _cases())
def test_case_comes_out(ask: str, case: dict[str, Any]) -> None:
    result = CliRunner().invoke(law, _arguments(ask, case["given"]))
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert {key: str(answer[key]) for key in case["expect"]} == case["expect"]


def test_there_are_cases_for_every_question() -> None:
    assert {_sheet(file)["ask"] for file in FOLDER.glob("*.yaml")} == set(law.commands)
