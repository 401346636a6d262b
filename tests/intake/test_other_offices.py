"""Other offices' lists: other headings, orders, encodings and habits, each as right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.files import csv_file
from tests.intake.offices import OFFICES, A, X
from tests.intake.readings import read


@pytest.mark.parametrize("name", OFFICES)
def test_a_list_of_another_office_is_understood(name: str, tmp_path: Path) -> None:
    office = OFFICES[name]
    found = read(office.make(tmp_path / "list"), office.kind)
    expected = {
        number: (status, dict(values)) for number, (status, values) in office.expect.items()
    }
    told = {
        number: (row.status, {field: row.values[field] for field in expected[number][1]})
        if number in expected
        else (row.status, {})
        for number, row in found.rows.items()
    }
    assert told == expected, found.mapping
    if office.as_of:
        assert found.as_of == office.as_of
    if office.layout:
        assert found.inspection["layout"] == office.layout


def test_there_are_many_of_them() -> None:
    assert len(OFFICES) >= 30


@pytest.mark.parametrize(
    "word", ["AKTIF - menunggak", "aktif?", "berhasil diblokir", "SUKSES/GAGAL"]
)
def test_a_doubtful_word_is_held_never_guessed(word: str, tmp_path: Path) -> None:
    participants = [["NIK", "Nama", "Status"], [A, "SLAMET CONTOH", word]]
    assert read(csv_file(tmp_path / "p", participants), "participants").statuses == {2: "held"}
    debits = [["NIP", "Nominal", "Status"], [X, "16.800", word]]
    assert read(csv_file(tmp_path / "d", debits), "money").statuses == {2: "held"}
