"""The worked tables in `docs/algorithms` come out of the rules, digit by digit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from payung.core import money
from payung.core.period import Month
from payung.core.rules.coverage import percent
from payung.core.rules.iuran import monthly_iuran
from payung.core.rules.matching import InsurerRow, classify
from payung.core.rules.retirement import retirement
from payung.core.rules.standing import follow

FOLDER = Path(__file__).parents[2] / "docs" / "algorithms"


def table(document: str, first_header: str) -> Iterator[list[str]]:
    """Yield the cells of the rows below the header that begins with a word."""
    lines = (FOLDER / document).read_text("utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(f"| {first_header} |"))
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


def number(cell: str) -> int:
    return int(cell.replace(".", ""))


def test_the_bracket_table() -> None:
    rows = [[number(cell) for cell in row] for row in table("iuran.md", "baris")]
    assert [row[0] for row in rows] == list(range(1, 34))
    for _, income, base, jkk, jkm, total, half, jht in rows:
        full, halved = (
            monthly_iuran(month, income_rp=income, sector="other", paid_by="SPONSOR", jht=True)
            for month in (Month(2025, 6), Month(2026, 11))
        )
        assert (full.base_income_rp, full.jkk_rp, full.jkm_rp) == (base, jkk, jkm)
        assert (full.jkk_rp + full.jkm_rp, full.jht_rp) == (total, jht)
        assert (halved.jkk_rp + halved.jkm_rp, halved.jht_rp) == (half, jht)


def test_M06_the_relief_table() -> None:
    asked = [
        ("other", "SPONSOR"),
        ("transport", "SPONSOR"),
        ("other", "APBD"),
        ("transport", "APBD"),
    ]
    for month, *prices in table("iuran.md", "bulan"):
        for (sector, purse), price in zip(asked, prices, strict=True):
            found = monthly_iuran(Month.parse(month), income_rp=0, sector=sector, paid_by=purse)
            assert found.total_rp == number(price)


@pytest.mark.parametrize(("cell", "rupiah"), [tuple(row) for row in table("rounding.md", "sel")])
def test_F17_the_table_of_amounts(cell: str, rupiah: str) -> None:
    text = cell.strip("`")
    if rupiah == "ditolak":
        with pytest.raises(money.UnreadableMoney):
            money.parse_rupiah(text)
    else:
        assert money.parse_rupiah(text) == number(rupiah)


def test_M14_the_tables_of_percentages() -> None:
    shares = [row[:3] for row in table("rounding.md", "pembilang")]
    shares += [row[1:4] for row in table("coverage.md", "tanggal")]
    assert len(shares) == 7
    for numerator, denominator, shown in shares:
        assert percent(number(numerator), number(denominator)) == shown


def test_the_table_of_differences() -> None:
    month = Month(2025, 9)
    for billed, paid, listed, kind in table("coverage.md", "tagihan"):
        last_paid = month if "bulan ini" in listed else month - 1
        insurer = InsurerRow(listed.startswith("aktif"), last_paid)
        found = classify(
            month=month,
            billed_rp=number(billed),
            paid_rp=number(paid),
            insurer=None if listed == "tidak ada" else insurer,
        )
        assert (found or "-") == kind


def test_the_table_of_retirements() -> None:
    for birth, kind, position, contract_end, age, last_month, first_day in table(
        "retirement.md", "lahir"
    ):
        found = retirement(
            date.fromisoformat(birth),
            kind=kind,
            position=position,
            on=date(2026, 11, 23),
            contract_end=None if contract_end == "-" else date.fromisoformat(contract_end),
        )
        shown = (
            str(found.retirement_age),
            str(found.last_month),
            found.retirement_date.isoformat(),
        )
        assert shown == (age, last_month, first_day)


def test_M09_the_table_of_standings() -> None:
    start = Month(2025, 3)
    for pattern, standing, cover, unpaid, lapse, benefit in table("standing.md", "bulan"):
        paid = {start + n: flag == "1" for n, flag in enumerate(pattern)}
        found = follow(paid, on=start + (len(pattern) - 1))
        assert (found.state.standing, found.state.death_cover) == (standing, cover)
        assert (found.state.unpaid_run_months, found.death_benefit_rp) == (
            int(unpaid),
            number(benefit),
        )
        assert str(found.lapse_month or "-") == lapse
