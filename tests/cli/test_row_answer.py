"""The answer for each row of a list: one sound JSON object or plain lines, however many rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from payung.cli._row_answer import kept, tell_kept
from payung.core.finding import Finding
from payung.registry.row_ends import RowEnd

HEAD = {"batch": 7, "mapping": {'Nama "asli"': "name"}, "rows": 3}
NOTED = (Finding("NUM-01", 'NIK "baru"', {"label": "NIK"}), Finding("REG-03"))
ENDS = [RowEnd(2, "accepted", ()), RowEnd(3, "refused", NOTED), RowEnd(9, "held", NOTED[:1])]


def _told(ends: list[RowEnd], capsys: pytest.CaptureFixture[str], *, as_json: bool) -> str:
    with kept(HEAD, iter(ends), as_json=as_json) as told:
        assert capsys.readouterr().out == ""
        tell_kept(told)
    return capsys.readouterr().out


def test_nothing_is_told_when_what_follows_fails(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(OSError), kept(HEAD, iter(ENDS), as_json=True):
        raise OSError
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_json_is_one_object_with_all_rows(
    count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    answer: dict[str, Any] = json.loads(_told(ENDS[:count], capsys, as_json=True))
    assert {key: answer[key] for key in HEAD} == HEAD
    assert answer["statuses"] == {str(end.row): end.status for end in ENDS[:count]}
    told = [(f["row"], f["column"], f["code"], f["level"]) for f in answer["findings"]]
    assert (
        told
        == [
            (3, 'NIK "baru"', "NUM-01", "REFUSE"),
            (3, None, "REG-03", "INFO"),
            (9, 'NIK "baru"', "NUM-01", "REFUSE"),
        ][: {0: 0, 1: 0, 3: 3}[count]]
    )
    assert all(f["message"] and "mend" in f for f in answer["findings"])


def test_the_lines_name_rows_and_findings(capsys: pytest.CaptureFixture[str]) -> None:
    lines = _told(ENDS, capsys, as_json=False).splitlines()
    assert "  3: refused" in lines
    assert lines.index("findings:") > lines.index("  9: held")
    assert sum(line.startswith("  - row: ") for line in lines) == 3


def test_many_rows_go_through_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    def ends() -> Iterator[RowEnd]:
        for number in range(2, 60_002):
            yield RowEnd(number, "held", NOTED)

    with kept(HEAD, ends(), as_json=True) as told:
        tell_kept(told)
    answer = json.loads(capsys.readouterr().out)
    assert (len(answer["statuses"]), len(answer["findings"])) == (60_000, 120_000)
