"""Take charges back by credit notes, and charge again."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, InternalError

from payung.billing import selectors, services
from payung.billing.models import Bill, Line
from payung.core.errors import Refused
from payung.core.period import Month
from tests import factories as make

SEPTEMBER = make.SEPTEMBER
pytestmark = pytest.mark.django_db


def issue() -> services.Issued:
    return services.issue_month(programme_code="kendal", month=SEPTEMBER, by="meja")


def reverse(line_id: int, reason: str = "salah orang") -> services.Reversed:
    return services.reverse_line(line_id=line_id, reason=reason, by="meja")


def test_a_reversal_needs_a_charge_and_a_reason_and_happens_once() -> None:
    make.make_sponsorship()
    issue()
    charge = Line.objects.get()
    for line_id, reason, code in ((0, "x", "BILL-06"), (charge.pk, " ", "BILL-08")):
        with pytest.raises(Refused) as refusal:
            reverse(line_id, reason)
        assert refusal.value.code == code
    done = reverse(charge.pk)
    for line_id, code in ((charge.pk, "BILL-07"), (done.line_id, "BILL-06")):
        with pytest.raises(Refused) as refusal:
            reverse(line_id)
        assert refusal.value.code == code


def test_a_credit_note_leaves_what_was_issued_and_the_month_can_be_charged_again() -> None:
    make.make_sponsorship()
    issue()
    charge = Line.objects.get()
    done = reverse(charge.pk)
    note = Bill.objects.get(pk=done.bill_id)
    assert (note.sequence, note.total_rp, note.agency) == (2, -16_800, charge.bill.agency)
    assert selectors.month_totals(programme_code="kendal", month=SEPTEMBER) == {
        "bills": 1,
        "lines": 0,
        "total_rp": 0,
    }
    assert issue() == services.Issued("ISSUED", 2, 1, 16_800, 1, 1)
    assert sorted(Line.objects.filter(kind="CHARGE").values_list("slot", flat=True)) == [0, 1]


def test_the_credit_note_of_a_closed_month_is_dated_in_the_first_open_one() -> None:
    make.make_sponsorship()
    issue()
    for month in (SEPTEMBER, Month(2025, 10)):
        services.close_month(programme_code="kendal", month=month, by="meja")
    assert reverse(Line.objects.get().pk).month == Month(2025, 11)


def test_C03_the_database_keeps_lines_and_bills_together() -> None:
    make.make_sponsorship()
    issue()
    bill, line = Bill.objects.get(), Line.objects.get()
    with pytest.raises(IntegrityError, match="must sum"):
        Line.objects.create(
            bill=bill, position=2, month=SEPTEMBER, sponsorship=line.sponsorship,
            person=make.make_person(), tariff=line.tariff, amount_rp=1,
            home_agency=bill.agency, reporting_agency=bill.agency,
        )  # fmt: skip


@pytest.mark.parametrize("model", [Bill, Line])
def test_what_is_issued_is_never_changed(model: type[Bill] | type[Line]) -> None:
    make.make_sponsorship()
    issue()
    from django.db import ProgrammingError

    with pytest.raises((InternalError, ProgrammingError)):
        model.objects.update(month=Month(2025, 10))
