"""Lay money papers into the waiting room, as reading would have left them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import date
from typing import Any

from payung.db.sealing import blind_index, unseal
from payung.intake.models import Batch, MoneyRow
from payung.payments import services
from payung.registry.models import Sponsor

_numbers = itertools.count(1)
STATEMENT, AUTODEBIT, PAYROLL = "bank_statement", "autodebit_result", "payroll_list"


def make_paper(layout: str, *rows: Mapping[str, Any], programme_code: str = "kendal") -> Batch:
    """Return a batch that was read; a row's values are those of `MoneyRow`."""
    number = next(_numbers)
    batch = Batch.objects.create(
        programme_code=programme_code, kind="money", layout=layout, state="READ",
        file_name=f"{number}.csv", sha256=f"{number:064d}", size_bytes=1, stored_name=str(number),
        rows=len(rows), accepted=len(rows), received_by="meja", as_of=date(2025, 9, 30),
    )  # fmt: skip
    for place, row in enumerate(rows, start=2):
        values = {"status": "accepted", "entry_date": date(2025, 9, 3), **row}
        MoneyRow.objects.create(batch=batch, row_number=place, **values)
    return batch


def credit(amount_rp: int, text: str = "", **values: Any) -> dict[str, Any]:
    """Return a line of a bank statement with a reference of its own."""
    return {"amount_rp": amount_rp, "text": text, "reference": f"TRX{next(_numbers)}", **values}


def debit_of(sponsor: Sponsor, amount_rp: int = 16_800, **values: Any) -> dict[str, Any]:
    """Return a line of an autodebit result or a payroll list about this sponsor."""
    nip = unseal(sponsor.nip_sealed, "registry_sponsor.nip_sealed")
    return {
        "nip_index": blind_index(nip, "nip"),
        "amount_rp": amount_rp,
        "outcome": "SUCCESS",
        "reference": f"AD{next(_numbers)}",
        **values,
    }


def record(layout: str, *rows: Mapping[str, Any]) -> services.Recorded:
    """Record a paper of these rows."""
    return services.record_statement(batch_id=make_paper(layout, *rows).pk, by="meja")
