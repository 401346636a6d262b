"""The statement that matches a month says of every line what the rule in core says."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from payung.billing.models import Line
from payung.billing.services import issue_month
from payung.core.period import Month
from payung.core.rules.matching import InsurerRow, classify, confirms
from payung.reconciliation.models import Difference
from payung.reconciliation.services import match_month
from tests import factories as make
from tests.papers import AUTODEBIT, STATEMENT, credit, debit_of, record

SEPTEMBER = make.SEPTEMBER
LAST_MONTHS = (None, Month(2025, 7), Month(2025, 8), SEPTEMBER, Month(2025, 12))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_sql_and_core_agree_line_by_line(seed: int) -> None:
    chance = random.Random(seed)
    listed, short_units, debited = _make_month(chance)
    totals = match_month(programme_code="kendal", month=SEPTEMBER, by="meja")
    said = {
        line: kind
        for line, kind in Difference.objects.values_list("line_id", "kind")
        if line is not None
    }
    confirmed = 0
    for line in Line.objects.select_related("bill", "sponsorship"):
        insurer = listed.get(line.person_id)
        expected = classify(
            month=SEPTEMBER,
            billed_rp=line.amount_rp,
            paid_rp=sum(line.allocations.values_list("amount_rp", flat=True)),
            insurer=insurer,
            lump_fell_short=line.bill.agency_id in short_units
            and line.sponsorship.sponsor_id not in debited,
        )
        confirmed += confirms(insurer, SEPTEMBER)
        assert said.get(line.pk) == expected, (seed, line.pk)
    assert totals["confirmed_workers"] == confirmed


def _make_month(chance: random.Random) -> tuple[dict[int, InsurerRow], set[int], set[int]]:
    """Bill three units, take some money, get a list; return who is listed, lumped and debited."""
    units = [make.make_agency(f"unit-{name}") for name in ("satu", "dua", "tiga")]
    entries: dict[str, dict[str, Any]] = {}
    listed: dict[int, InsurerRow] = {}
    sponsors = []
    for number in range(24):
        nik = make.make_nik()
        worker = make.make_worker(nik=nik)
        sponsors.append(make.make_sponsor(f"ASN {number:02d}", agency=chance.choice(units)))
        make.make_sponsorship(worker=worker, sponsor=sponsors[-1])
        if chance.random() < 0.8:
            row = InsurerRow(chance.random() < 0.8, chance.choice(LAST_MONTHS))
            listed[worker.person_id] = row
            entries[nik] = {"is_active": row.is_active, "last_paid_month": row.last_paid_month}
    entries[make.make_nik()] = {"last_paid_month": SEPTEMBER}
    make.make_insurer_list(entries, as_of=date(2025, 9, 30))
    issue_month(programme_code="kendal", month=SEPTEMBER, by="meja")
    chosen = chance.sample(sponsors, 6)
    debited = {sponsor.pk for sponsor in chosen[:3]}
    record(AUTODEBIT, *(debit_of(sponsor, outcome="FAILED") for sponsor in chosen[:3]))
    record(AUTODEBIT, *(debit_of(sponsor) for sponsor in chosen[3:]))
    lumps = {units[0]: 5 * 16_800, units[1]: 2 * 16_800 + 400}
    for unit, amount_rp in lumps.items():
        record(STATEMENT, credit(amount_rp, f"IURAN {unit.code} SEPTEMBER 2025"))
    return listed, {unit.pk for unit in lumps}, debited
