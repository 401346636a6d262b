"""The command `payung verify`: does what is stored still hold together?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from payung.cli import _django
from payung.cli._answer import json_option, tell

_LOOKED_AT = {
    "pairing_sponsorships": "pekerja dengan dua penanggungan dari satu dana pada satu bulan",
    "billing_bills": "tagihan yang tidak sama dengan jumlah barisnya",
    "billing_charges": "orang yang ditagih dua kali dalam satu bulan",
    "billing_reversals": "pembatalan yang tidak membatalkan tepat satu baris",
    "billing_orphans": "baris tagihan yang menunjuk ke yang tidak ada",
    "payments_entries": "uang masuk yang dipakai melebihi jumlahnya",
    "payments_lines": "baris tagihan yang dibayar sebagian, berlebih, atau setelah dibatalkan",
    "payments_balance": "uang masuk yang tidak sama dengan yang dipakai ditambah sisanya",
    "payments_remittances": "bulan yang disetor melebihi yang terkumpul",
    "payments_orphans": "alokasi yang menunjuk ke yang tidak ada",
}


@click.command()
@json_option
@click.pass_context
def verify(ctx: click.Context, as_json: bool) -> None:
    """Periksa buku besar, alokasi dan catatan perbuatan; keluar 1 bila ada yang tidak cocok."""
    _django.setup()
    checks = [*_counted(), _chain()]
    ok = all(check["ok"] for check in checks)
    tell({"ok": ok, "checks": checks}, as_json)
    ctx.exit(0 if ok else 1)


def _counted() -> Iterator[dict[str, Any]]:
    from payung.billing import selectors as billing
    from payung.pairing import selectors as pairing
    from payung.payments import selectors as payments

    for name, count in {**pairing.broken(), **billing.broken(), **payments.broken()}.items():
        yield {"name": name, "ok": not count, "detail": f"{count} {_LOOKED_AT[name]}"}


def _chain() -> dict[str, Any]:
    from payung.audit.selectors import first_broken_entry

    broken = first_broken_entry()
    detail = "utuh" if broken is None else f"putus pada catatan nomor {broken}"
    return {"name": "audit_chain", "ok": broken is None, "detail": detail}
