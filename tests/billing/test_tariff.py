"""Refuse a month whose prices have a gap, overlap, or do not exist."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError

from payung.billing.models import Tariff
from payung.billing.services.tariff import check_brackets, store_tariff
from payung.core.errors import Refused
from payung.core.rules.iuran import TariffRow, tariff_rows
from tests import factories as make

ROWS = tariff_rows(make.SEPTEMBER)


def _without(rows: tuple[TariffRow, ...], place: int) -> tuple[TariffRow, ...]:
    return rows[:place] + rows[place + 1 :]


@pytest.mark.parametrize(
    "rows",
    [
        (),
        _without(ROWS, 0),
        _without(ROWS, 5),
        _without(ROWS, len(ROWS) - 1),
        (*ROWS, ROWS[3]),
        (replace(ROWS[0], income_below_rp=5), *ROWS[1:]),
        tuple(row for row in ROWS if row.purse != "CSR"),
    ],
    ids=["none", "first", "middle", "last", "twice", "gap", "purse"],
)
def test_M08_a_missing_or_overlapping_bracket_is_refused(rows: tuple[TariffRow, ...]) -> None:
    with pytest.raises(Refused) as refusal:
        check_brackets(rows)
    assert refusal.value.code == "BILL-01"


def test_the_law_files_leave_no_gap() -> None:
    check_brackets(ROWS)


@pytest.mark.django_db
def test_M08_the_database_refuses_an_overlap() -> None:
    programme = make.make_programme()
    store_tariff(programme, make.SEPTEMBER)
    row = Tariff.objects.filter(income_from_rp=0).first()
    assert row is not None
    row.pk, row.income_from_rp = None, 1
    with pytest.raises(IntegrityError, match="tariff_brackets_do_not_overlap"):
        row.save()
