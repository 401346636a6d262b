"""Sectors that are only guessed from the occupation: a person says what they are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.core.calendar import due_date
from payung.core.errors import Refused
from payung.db.locks import advisory_lock
from payung.db.sql import run
from payung.registry.services import confirm_sector
from payung.web.desk import searching
from payung.web.desk.picking import chosen_month
from payung.web.desk.stale import Stale, state_of
from payung.web.pages import page
from payung.web.programmes import Programme, desk
from payung.web.templatetags.payung import count
from payung.web.words import WORDS


@desk
def sectors(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the guessed sectors and take what the desk says of each; the rest stay open."""
    refusal, conflict, rows = None, "", None
    if request.method == "POST":
        chosen = _chosen(request)
        try:
            confirmed = _confirm(request, programme, chosen)
        except Refused as problem:
            refusal = problem
        except Stale:
            conflict = _("Sektor yang Anda pilih berubah sejak halaman ini dibuka.")
            rows = _terms(programme, chosen)
        else:
            text = ngettext("{n} sektor dipastikan.", "{n} sektor dipastikan.", confirmed)
            messages.success(request, text.format(n=count(confirmed)))
            return redirect("desk:sectors", programme.code)
    found = searching.listing(_open_sectors(request, programme) if rows is None else rows)
    for row in found.rows:
        row["state"] = state_of(row)
    return page(
        request, "desk/sectors", programme, part="workers", refusal=refusal, conflict=conflict,
        crumbs=[(_("Pekerja"), reverse("desk:workers", args=[programme.code]))],
        found=found, sectors=list(WORDS["sector"]), query=searching.without_page(request),
    )  # fmt: skip


def _open_sectors(request: HttpRequest, programme: Programme) -> list[dict[str, Any]]:
    month = chosen_month(request, programme)
    return run(
        "web/list_workers",
        {
            "programme": programme.code,
            "month": month.first_day,
            "is_due": due_date(month) < programme.today,
            "name": "",
            "kecamatan": "",
            "standing": "",
            "sponsored": "",
            "sector_open": True,
            "after": searching.number(request.GET.get("sesudah")),
            "size": searching.PAGE_ROWS + 1,
        },
    ).dicts()


def _chosen(request: HttpRequest) -> dict[int, str]:
    """Return the sector chosen for each worker, at most a page of them."""
    found: dict[int, str] = {}
    for name, sector in request.POST.items():
        worker = searching.number(name.removeprefix("sektor-"))
        if worker is not None and sector in WORDS["sector"] and len(found) < searching.PAGE_ROWS:
            found[worker] = str(sector)
    return found


def _terms(programme: Programme, chosen: dict[int, str]) -> list[dict[str, Any]]:
    """Return how the chosen workers stand now, with what was chosen for them."""
    scope = {"programme": programme.code, "workers": list(chosen)}
    rows = run("web/list_sector_terms", scope).dicts()
    return [{**row, "chosen": chosen[row["id"]], "found_count": len(rows)} for row in rows]


def _confirm(request: HttpRequest, programme: Programme, chosen: dict[int, str]) -> int:
    """Confirm what was chosen, all or nothing; return how many. What agrees already stays.

    Raises:
        Stale: a worker is no longer as the page has shown him.
    """
    with transaction.atomic():
        advisory_lock(f"web.sectors.{programme.code}")
        rows = [
            row
            for row in _terms(programme, chosen)
            if not (row["sector_confirmed"] and row["sector"] == row["chosen"])
        ]
        if any(state_of(row) != request.POST.get(f"dilihat-{row['id']}") for row in rows):
            raise Stale
        for row in rows:
            confirm_sector(
                worker_id=row["id"], sector=row["chosen"], by=request.user.get_username()
            )
    return len(rows)
