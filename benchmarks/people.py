"""Invented workers, the same for the same number: what a list holds and what is clean of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from benchmarks.ground import REGENCY
from payung.core.identity.region_code import Region, children

_FIRST = ("Slamet", "Siti", "Budi", "Sri", "Agus", "Dewi", "Joko", "Rini", "Wahyu", "Tutik", "Eko")
_LAST = ("Contoh", "Rekaan", "Misal", "Umpama", "Karangan", "Khayal", "Andai", "Ibarat", "Seumpama")
_WORK = ("nelayan", "buruh tani", "pedagang kaki lima", "tukang ojek", "penjahit", "sopir angkot")
_PLACES = ("Kendal", "Semarang", "Batang", "Temanggung", "Demak")
_INCOMES_RP = (500_000, 750_000, 900_000, 1_000_000, 1_250_000)
_BORN_FROM, _BORN_DAYS = date(1966, 1, 1), 14_000


class Worker(NamedTuple):
    """One line of a list; `is_clean` tells whether it ought to be accepted."""

    nik: str
    name: str
    birth_place: str
    birth_date: date
    sex: str
    village: Region
    kecamatan: Region
    address: str
    occupation: str
    income_rp: int
    phone: str
    is_clean: bool


def workers(count: int) -> list[Worker]:
    """Return `count` lines: one in a hundred has a broken NIK, one in a hundred stands twice."""
    return [_worker(number) for number in range(count)]


def _worker(number: int) -> Worker:
    place = number % 100
    is_broken, is_twin = place == 17, place in (33, 53)
    source = number - 20 if place == 53 else number
    home = _homes()[source % 20]
    village = home.villages[source // 20 % len(home.villages)]
    born = _days()[source // 20 % _BORN_DAYS]
    sex = "LP"[source // 7 % 2]
    serial = 1 + source // (20 * _BORN_DAYS)
    day = born.day + (40 if sex == "P" else 0)
    nik = f"{home.digits}{day:02}{born.month:02}{born.year % 100:02}{serial:04}"
    return Worker(
        nik=nik[:15] if is_broken else nik,
        name=f"{_FIRST[number % 11]} {_LAST[number // 11 % 9]} {_FIRST[number // 99 % 11]}",
        birth_place=_PLACES[number % 5],
        birth_date=born,
        sex=sex,
        village=village,
        kecamatan=home.kecamatan,
        address=f"RT {1 + number % 9} RW {1 + number // 9 % 9}",
        occupation=_WORK[number % 6],
        income_rp=_INCOMES_RP[number % 5],
        phone=f"0812{number:08}",
        is_clean=not (is_broken or is_twin),
    )


class _Home(NamedTuple):
    kecamatan: Region
    digits: str
    villages: tuple[Region, ...]


@cache
def _homes() -> tuple[_Home, ...]:
    return tuple(_home(kecamatan) for kecamatan in children(REGENCY)[:20])


def _home(kecamatan: Region) -> _Home:
    known = children(kecamatan.code)
    names = [village.name for village in known]
    villages = tuple(village for village in known if names.count(village.name) == 1)
    return _Home(kecamatan, kecamatan.code.replace(".", ""), villages)


@cache
def _days() -> tuple[date, ...]:
    return tuple(_BORN_FROM + timedelta(days=number) for number in range(_BORN_DAYS))


def cells(listed: list[Worker]) -> Iterator[tuple[str | int | date, ...]]:
    """Yield the lines as an office writes them, heading first."""
    yield (
        "NIK", "Nama Lengkap", "Tempat Lahir", "Tanggal Lahir", "Jenis Kelamin", "Desa/Kelurahan",
        "Kecamatan", "Alamat", "Pekerjaan", "Penghasilan", "No HP",
    )  # fmt: skip
    for one in listed:
        yield (
            one.nik, one.name, one.birth_place, one.birth_date, one.sex, one.village.name,
            one.kecamatan.name, one.address, one.occupation, one.income_rp, one.phone,
        )  # fmt: skip
