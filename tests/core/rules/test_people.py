"""Retirement of sponsors and age of workers: the edges of birthdays and contracts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.core.errors import Refused
from payung.core.finding import status_of
from payung.core.period import Month
from payung.core.rules.eligibility import examine_age, is_eligible, last_month_by_age
from payung.core.rules.retirement import retirement, retirement_age

ON = date(2026, 11, 23)


@pytest.mark.parametrize("position", ["", "Satpam", "Juru", "P3K"])
def test_unknown_position_is_refused(position: str) -> None:
    with pytest.raises(Refused) as refused:
        retirement(date(1970, 1, 1), kind="PNS", position=position, on=ON)
    assert refused.value.code == "LAW-06"


@pytest.mark.parametrize(
    ("position", "age"),
    [
        ("Pengawas", 58),
        ("ADMINISTRATOR", 58),
        ("Pelaksana", 58),
        ("Fungsional Ahli Pertama", 58),
        ("Fungsional Ahli Muda", 58),
        ("Fungsional Ahli Madya", 60),
        ("Dokter Ahli Utama", 65),
        ("Fungsional Keterampilan", 58),
        ("Perawat Mahir", 58),
        ("Guru Ahli Muda", 60),
        ("Guru Besar", 70),
        ("Dosen", 65),
        ("JPT Pratama", 60),
        ("Kepala Dinas Sosial", 60),
        ("Sekretaris Daerah", 60),
        ("Sekretaris Dinas", 58),
        ("Staf Ahli Bupati", 60),
        ("Staf", 58),
        ("Inspektur Pembantu I", 58),
        ("Inspektur", 60),
        ("Kasi. Pemerintahan", 58),
    ],
)
def test_age_limit_by_position(position: str, age: int) -> None:
    found = retirement_age(position, on=ON)
    assert found is not None
    assert found[0] == age
    assert found[1]


@pytest.mark.parametrize(
    ("birth", "last_month", "first_day"),
    [
        ("1970-09-01", "2028-09", "2028-10-01"),
        ("1970-09-30", "2028-09", "2028-10-01"),
        ("1968-12-31", "2026-12", "2027-01-01"),
        ("1968-02-29", "2026-02", "2026-03-01"),
        ("1980-01-01", "2038-01", "2038-02-01"),
    ],
)
def test_retirement_begins_after_the_birthday_month(
    birth: str, last_month: str, first_day: str
) -> None:
    found = retirement(date.fromisoformat(birth), kind="PNS", position="Pelaksana", on=ON)
    assert (str(found.last_month), found.retirement_date.isoformat()) == (last_month, first_day)
    assert not found.by_contract


@pytest.mark.parametrize(
    ("kind", "contract_end", "last_month"),
    [
        ("PPPK", "2027-01-31", "2027-01"),
        ("PPPK_PARUH_WAKTU", "2026-12-31", "2026-12"),
        ("PPPK", "2031-12-31", "2028-09"),
        ("PPPK", "2028-09-30", "2028-09"),
        ("PPPK", None, "2028-09"),
        ("PNS", "2027-01-31", "2028-09"),
    ],
)
def test_a_contract_ends_earlier_or_not_at_all(
    kind: str, contract_end: str | None, last_month: str
) -> None:
    end = date.fromisoformat(contract_end) if contract_end else None
    found = retirement(date(1970, 9, 15), kind=kind, position="Pelaksana", on=ON, contract_end=end)
    assert str(found.last_month) == last_month
    assert found.by_contract == (last_month != "2028-09")
    assert found.retirement_date == (found.last_month + 1).first_day


@pytest.mark.parametrize(
    ("birth", "on", "status"),
    [
        ("1960-09-30", "2025-09-30", "refused"),  # 65 today
        ("1950-01-01", "2025-09-30", "refused"),
        ("1960-10-01", "2025-09-30", "accepted"),  # 65 tomorrow
        ("1960-10-30", "2025-09-30", "accepted"),  # 64 years 11 months
        ("1960-02-29", "2025-02-28", "accepted"),
        ("1960-02-29", "2025-03-01", "refused"),
        ("2025-10-01", "2025-09-30", "held"),  # not yet born
        ("2008-10-01", "2025-09-30", "accepted"),  # under 18: only flagged
    ],
)
def test_F37_edges_of_age(birth: str, on: str, status: str) -> None:
    born, day = date.fromisoformat(birth), date.fromisoformat(on)
    assert status_of(examine_age(born, on=day)) == status
    assert is_eligible(born, on=day) == (status == "accepted")


def test_least_age_is_a_setting_and_warns() -> None:
    day = date(2025, 9, 30)
    born = date(2008, 9, 30)  # 17 today
    assert [f.code for f in examine_age(born, on=day, column="Tgl Lahir")] == ["ELIG-02"]
    assert examine_age(born, on=day, settings={"minimum_age": 17}) == []


def test_M11_turning_65_while_insured_is_a_setting() -> None:
    born = date(1960, 9, 15)
    assert last_month_by_age(born, on=ON) is None
    ends = last_month_by_age(born, on=ON, settings={"over_65_while_insured": "END"})
    assert ends == Month(2025, 9)


@given(st.dates(date(1940, 1, 1), date(2010, 12, 31)), st.dates(date(2016, 1, 1), date(2045, 1, 1)))
def test_who_is_too_old_stays_too_old(birth: date, day: date) -> None:
    later = date(day.year + 1, day.month, min(day.day, 28))
    assert is_eligible(birth, on=day) or birth > day or not is_eligible(birth, on=later)
