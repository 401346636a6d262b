"""Findings: every code has a level and texts in two languages; the heaviest decides."""

from __future__ import annotations

import json
import re
import string
from pathlib import Path

import pytest

from payung.core import finding
from payung.core.errors import Refused
from payung.core.finding import Finding, Level, catalogue, refusal, status_of, told


def test_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        _ = Finding("XXX-99").level


def test_every_code_in_the_source_has_its_texts() -> None:
    raised = re.compile(r"""(?:Finding|refusal)\(\s*"([A-Z]+-[0-9]+)\"""")
    source = Path(finding.__file__).parents[1]
    used = {
        code for file in source.rglob("*.py") for code in raised.findall(file.read_text("utf-8"))
    }
    assert used
    assert sorted(used - catalogue().keys()) == []


def test_text_without_its_numbers_is_an_error() -> None:
    with pytest.raises(KeyError):
        Finding("NUM-06", "NIK").message()


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_texts_exist_in_both_languages_with_the_same_placeholders(code: str) -> None:
    entry = catalogue()[code]
    assert entry.id and entry.en
    assert bool(entry.mend_id) == bool(entry.mend_en)
    assert bool(entry.mend_id) or entry.level is Level.INFO
    assert _fields(entry.id) == _fields(entry.en)
    assert _fields(entry.mend_id) == _fields(entry.mend_en)


def test_the_heaviest_finding_decides() -> None:
    warning, hold, refuse = Finding("NIK-05"), Finding("NIK-02"), Finding("NUM-03")
    assert status_of([]) == "accepted"
    assert status_of([warning]) == "accepted"
    assert status_of([warning, hold]) == "held"
    assert status_of([hold, refuse, warning]) == "refused"


def test_message_fills_in_the_numbers() -> None:
    finding = Finding("NUM-06", "NIK", {"label": "NIK", "expected": 16, "found": 15})
    assert finding.message() == "NIK harus 16 angka, tertulis 15."
    assert finding.message("en") == "NIK must have 16 digits, found 15."


def test_refusal_carries_code_reason_and_mend() -> None:
    refused = refusal("LAW-01", parameter="iuran/jkm", day="2000-01-01")
    assert (refused.code, "2000-01-01" in refused.message) == ("LAW-01", True)
    assert refused.mend


def test_a_refusal_that_is_not_from_the_catalogue_keeps_its_words() -> None:
    refused = Refused("UP-99", "Tidak bisa.", "Coba lagi.")
    assert told(refused, "en") == ("Tidak bisa.", "Coba lagi.")


def test_a_refusal_is_told_in_both_languages_also_after_it_was_kept() -> None:
    kept = json.loads(json.dumps(refusal("FILE-24", sheet="Rekap", known="ASN").plain()))
    assert told(Refused(**kept)) == ("Tidak ada lembar bernama Rekap.", "Lembar yang ada: ASN.")
    assert told(Refused(**kept), "en") == (
        "There is no sheet named Rekap.",
        "The sheets are: ASN.",
    )


def test_words_among_the_parameters_follow_the_language() -> None:
    refused = refusal("REC-05", open={"id": "Belum dibayar (1)", "en": "Billed, not paid (1)"})
    assert "Belum dibayar (1)" in refused.message
    assert told(refused, "en").message == "Differences are not explained yet: Billed, not paid (1)."


def test_a_parameter_that_is_an_object_is_no_words() -> None:
    finding = Finding("REG-04", "name", {"was": {"sector": "other"}, "fields": "Sektor"})
    assert finding.message("en") == "Already registered with different data: Sektor."


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
