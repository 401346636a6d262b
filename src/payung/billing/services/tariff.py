"""Store what a month costs, so that every line can say which article it rests on."""

from __future__ import annotations

from itertools import groupby

from payung.billing.models import Tariff
from payung.core.finding import refusal
from payung.core.period import Month
from payung.core.rules.iuran import Purse, Sector, TariffRow, tariff_rows
from payung.db.sql import analyze
from payung.registry.models import Programme


def store_tariff(programme: Programme, month: Month) -> None:
    """Store the month's tariff once; what is stored stays, whatever the law files say later.

    Raises:
        Refused: a bracket is missing or overlaps another (BILL-01), or no law is known (LAW-01).
    """
    if Tariff.objects.filter(programme=programme, month=month).exists():
        return
    rows = tariff_rows(month)
    check_brackets(rows)
    Tariff.objects.bulk_create(
        Tariff(
            programme=programme,
            month=month,
            sector=row.sector,
            purse=row.purse,
            income_from_rp=row.income_from_rp,
            income_below_rp=row.income_below_rp,
            base_income_rp=row.base_income_rp,
            jkk_rp=row.jkk_rp,
            jkm_rp=row.jkm_rp,
            total_rp=row.total_rp,
            references=list(row.references),
        )
        for row in rows
    )
    analyze("billing_tariff")


def check_brackets(rows: tuple[TariffRow, ...]) -> None:
    """Refuse a tariff that leaves an income of a sector and a purse without exactly one price.

    Raises:
        Refused: a gap or an overlap (BILL-01).
    """
    ordered = sorted(rows, key=lambda row: (row.sector, row.purse, row.income_from_rp))
    seen = set()
    for key, group in groupby(ordered, key=lambda row: (row.sector, row.purse)):
        seen.add(key)
        expected: int | None = 0
        for row in group:
            if row.income_from_rp != expected:
                raise refusal("BILL-01", sector=key[0], purse=key[1])
            expected = row.income_below_rp
        if expected is not None:
            raise refusal("BILL-01", sector=key[0], purse=key[1])
    for sector in Sector:
        for purse in Purse:
            if (sector, purse) not in seen:
                raise refusal("BILL-01", sector=sector, purse=purse)
