"""Sizes, words, docstrings and addresses, in every file that git knows or would take."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from payung import environment

ROOT = Path(__file__).parents[2]
LONGEST_FILE_LINES = 400
LONGEST_FUNCTION_LINES = 50
BANNED_WORDS = ("premium", "fee", "donor", "skpd", "subdistrict", "beneficiary")
BANNED = re.compile(rf"(?<![a-z])({'|'.join(BANNED_WORDS)})s?(?![a-z])", re.IGNORECASE)
# Folders that exist on one machine only, and hosts that packages come from.
FOREIGN = re.compile(
    r"/(?:opt|work|root|Users)/[\w.-]|/home/[\w.-]+/|/tmp/(?!payung)\w"
    r"|pythonhosted\.|pypi\.|registry\.npmjs\.|deb\.debian\."
)
DOCUMENTED = ("core", "db")
DOCUMENTED_FILES = ("services", "selectors")


@cache
def tracked() -> list[Path]:
    told = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return [ROOT / name for name in told.splitlines() if (ROOT / name).is_file()]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def python_files() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_file_is_longer_than_400_lines() -> None:
    kinds = {".py", ".sql", ".html", ".css", ".js", ".typ"}
    long = [
        f"{name_of(path)}: {lines}"
        for path in tracked()
        if path.suffix in kinds and "migrations" not in path.parts
        if (lines := len(text_of(path).splitlines())) > LONGEST_FILE_LINES
    ]
    assert long == []


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{name_of(path)}: {function.name} {lines}"
        for path in python_files()
        for function in functions(path)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION_LINES
    ]
    assert long == []


def words_of(text: str) -> list[str]:
    """Return the banned words, also where an identifier hides them behind an underscore."""
    return [found[1] for found in BANNED.finditer(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))]


@pytest.mark.parametrize(
    "text", ["fee", "fee_rp", "total_fees", "DonorRow", "SKPD", "premium-list"]
)
def test_the_ban_list_finds(text: str) -> None:
    assert words_of(text)


@pytest.mark.parametrize("text", ["feedback", "coffee", "donors' club"[7:], "feed_rows"])
def test_the_ban_list_leaves_other_words(text: str) -> None:
    assert words_of(text) == []


def test_the_code_uses_the_words_of_the_glossary() -> None:
    found = [
        f"{name_of(path)}: {words}"
        for path in tracked()
        if path.suffix in {".py", ".sql", ".html"} and path.is_relative_to(ROOT / "src")
        if (words := words_of(text_of(path)))
    ]
    assert found == []


def test_no_file_names_a_folder_of_one_machine_or_a_registry() -> None:
    found = [
        f"{name_of(path)}: {match[0]}"
        for path in tracked()
        if path != Path(__file__)
        if (match := FOREIGN.search(text_of(path)))
    ]
    assert found == []


def public_functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    source = ROOT / "src" / "payung"
    for path in python_files():
        if not path.is_relative_to(source):
            continue
        steps = path.relative_to(source).with_suffix("").parts
        if steps[0] in DOCUMENTED or set(steps) & set(DOCUMENTED_FILES):
            for node in ast.parse(text_of(path)).body:
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    if not node.name.startswith("_"):
                        yield path, node


def test_public_functions_of_rules_services_and_selectors_say_what_they_do() -> None:
    silent = [
        f"{name_of(path)}: {function.name}"
        for path, function in public_functions()
        if not ast.get_docstring(function)
    ]
    assert silent == []


def test_every_variable_is_explained() -> None:
    page = (ROOT / "docs" / "operations" / "configuration.md").read_text("utf-8")
    rows = re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE)
    assert sorted(rows) == sorted(environment.VARIABLES)


def test_only_one_module_reads_the_environment() -> None:
    readers = [
        name_of(path)
        for path in python_files()
        if path.is_relative_to(ROOT / "src") and re.search(r"os\.(environ|getenv)", text_of(path))
    ]
    assert readers == ["src/payung/environment.py"]
