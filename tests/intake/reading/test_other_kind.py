"""A list handed in as another kind is refused when that is plain, and never otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from payung.core.errors import Refused
from payung.core.finding import told
from tests.intake.files import csv_file, nik, nip
from tests.intake.offices import OFFICES
from tests.intake.readings import read

LISTS = {name: office for name, office in OFFICES.items() if office.layout is None}
BIRTHS = [date(1970 + n, 1 + n, 10 + n) for n in range(5)]
WORKERS = [nik(n, born=born) for n, born in enumerate(BIRTHS)]
SPONSORS = [nip(n, born=born.replace(year=born.year - 3)) for n, born in enumerate(BIRTHS)]
SAME_NIPS = [nip(n, born=born) for n, born in enumerate(BIRTHS)]

NAMES = [f"Contoh {word}" for word in ("Satu", "Dua", "Tiga", "Empat", "Lima")]
NOT_A_ROLL: dict[str, list[list[Any]]] = {
    "as in the samples": [
        ["No", "NIK", "Nama", "Desa", "Kecamatan", "Pekerjaan", "NIP Penanggung"],
        *([n, w, m, "Sukolilan", "Patebon", "nelayan", s]
          for n, (w, m, s) in enumerate(zip(WORKERS, NAMES, SPONSORS, strict=True), 1)),
    ],
    "the sponsor's number plainly called NIP": [
        ["NIK", "Nama", "Alamat", "Pekerjaan", "Penghasilan", "NIP"],
        *([w, m, "Patebon", "petani", "750.000", s]
          for w, m, s in zip(WORKERS, NAMES, SPONSORS, strict=True)),
    ],
    "no sponsor named": [
        ["NIK", "Nama", "Desa", "Kecamatan", "Pekerjaan"],
        *([w, m, "Sukolilan", "Patebon", "buruh"] for w, m in zip(WORKERS, NAMES, strict=True)),
    ],
    "the insurer's": [
        ["KPJ", "NIK", "NAMA", "STATUS", "BLTH IURAN"],
        *(["24309277368", w, m, "AKTIF", "09-2025"] for w, m in zip(WORKERS, NAMES, strict=True)),
    ],
}  # fmt: skip
A_ROLL: dict[str, list[list[Any]]] = {
    "with NIK, address and unit": [
        ["NIP", "NIK", "Nama", "Alamat", "Kecamatan", "Pekerjaan", "Unit Kerja"],
        *([s, w, m, "Patebon", "Patebon", "ASN", "Bapenda"]
          for s, w, m in zip(SAME_NIPS, WORKERS, NAMES, strict=True)),
    ],
    "with NIK and home, no unit": [
        ["NIP", "NIK", "Nama", "Alamat", "Desa", "Kecamatan", "Penghasilan"],
        *([s, w, m, "RT 1", "Sukolilan", "Patebon", "3.000.000"]
          for s, w, m in zip(SAME_NIPS, WORKERS, NAMES, strict=True)),
    ],
    "few rows, NIP only": [
        ["NIP", "Nama", "Alamat", "Desa", "Kecamatan", "Pekerjaan"],
        [SPONSORS[0], NAMES[0], "RT 1", "Sukolilan", "Patebon", "guru"],
    ],
    "pairs of both": [
        ["NIK", "Nama Pekerja", "Desa", "Kecamatan", "Pekerjaan", "NIP", "Nama ASN", "OPD"],
        *([w, "Pekerja Contoh", "Sukolilan", "Patebon", "buruh", s, m, "Bapenda"]
          for w, m, s in zip(WORKERS, NAMES, SPONSORS, strict=True)),
    ],
}  # fmt: skip


def refused(path: Path, kind: str) -> Refused:
    with pytest.raises(Refused) as refusal:
        read(path, kind)
    return refusal.value


@pytest.mark.parametrize("name", NOT_A_ROLL)
def test_another_list_is_not_read_as_a_roll_of_sponsors(name: str, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "list", NOT_A_ROLL[name])
    found = refused(path, "sponsors")
    assert found.code == "FILE-32"
    word = "peserta" if name == "the insurer's" else "pekerja"
    assert f"daftar {word}" in found.message
    assert "looks like" in told(found, "en").message


def test_the_insurers_list_is_not_read_as_workers(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "list", NOT_A_ROLL["the insurer's"])
    assert refused(path, "workers").code == "FILE-32"


def test_the_kind_that_fits_best_is_named(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "list", NOT_A_ROLL["as in the samples"])
    assert "daftar pekerja" in refused(path, "participants").message


@pytest.mark.parametrize("name", ["with NIK, address and unit", "with NIK and home, no unit"])
def test_a_roll_is_not_read_as_workers(name: str, tmp_path: Path) -> None:
    found = refused(csv_file(tmp_path / "list", A_ROLL[name]), "workers")
    assert found.code == "FILE-32" and "daftar ASN" in found.message


@pytest.mark.parametrize("name", A_ROLL)
def test_a_roll_is_read_as_a_roll(name: str, tmp_path: Path) -> None:
    rows = A_ROLL[name]
    found = read(csv_file(tmp_path / "list", rows), "sponsors")
    assert len(found.rows) == len(rows) - 1


@pytest.mark.parametrize("name", ["as in the samples", "no sponsor named"])
def test_workers_are_read_as_workers(name: str, tmp_path: Path) -> None:
    rows = NOT_A_ROLL[name]
    found = read(csv_file(tmp_path / "list", rows), "workers")
    assert len(found.rows) == len(rows) - 1


def test_pairs_of_workers_and_sponsors_are_read_as_workers_too(tmp_path: Path) -> None:
    rows = A_ROLL["pairs of both"]
    found = read(csv_file(tmp_path / "list", rows), "workers")
    assert found.all("sponsor_nip") == SPONSORS


def test_who_says_what_the_columns_mean_is_believed(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "list", NOT_A_ROLL["no sponsor named"])
    assert read(path, "sponsors", mapping={"NIK": "nik", "Nama": "name"}).rows


@pytest.mark.parametrize("name", LISTS)
def test_no_office_is_told_that_its_list_is_another(name: str, tmp_path: Path) -> None:
    office = LISTS[name]
    assert read(office.make(tmp_path / "list"), office.kind).rows


def test_two_columns_of_one_meaning_are_refused(tmp_path: Path) -> None:
    rows = [["NIP", "Nama", "Jabatan"], [SPONSORS[0], NAMES[0], "Guru"]]
    path = csv_file(tmp_path / "list", rows)
    with pytest.raises(Refused) as refusal:
        read(path, "sponsors", mapping={"NIP": "nip", "Jabatan": "nip"})
    assert refusal.value.code == "FILE-31"
    assert "NIP" in refusal.value.message and "Jabatan" in refusal.value.message


def test_several_columns_may_be_left_out(tmp_path: Path) -> None:
    rows = [["NIP", "Nama", "Jabatan", "Kelas"], [SPONSORS[0], NAMES[0], "Guru", "7"]]
    path = csv_file(tmp_path / "list", rows)
    assert read(path, "sponsors", mapping={"Jabatan": "-", "Kelas": "-"}).all("position") == [None]
