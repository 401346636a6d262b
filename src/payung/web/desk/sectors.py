"""Sectors that are only guessed from the occupation: a person says what they are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.core.errors import Refused
from payung.db.sql import run
from payung.registry.services import confirm_sector
from payung.web.desk import searching
from payung.web.desk.picking import chosen_month
from payung.web.pages import page
from payung.web.programmes import Programme, desk
from payung.web.templatetags.payung import count
from payung.web.words import WORDS


@desk
def sectors(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the guessed sectors and take what the desk says of each; the rest stay open."""
    refusal = None
    if request.method == "POST":
        try:
            confirmed = _confirm(request, programme)
        except Refused as problem:
            refusal = problem
        else:
            text = ngettext("{n} sektor dipastikan.", "{n} sektor dipastikan.", confirmed)
            messages.success(request, text.format(n=count(confirmed)))
            return redirect("desk:sectors", programme.code)
    found = searching.listing(_open_sectors(request, programme))
    return page(
        request, "desk/sectors", programme, part="workers", refusal=refusal,
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
            "name": "",
            "kecamatan": "",
            "standing": "",
            "sponsored": "",
            "sector_open": True,
            "after": searching.number(request.GET.get("sesudah")),
            "size": searching.PAGE_ROWS + 1,
        },
    ).dicts()


def _confirm(request: HttpRequest, programme: Programme) -> int:
    """Confirm what was chosen for workers whose sector is still open; return how many."""
    still_open = {row["id"] for row in _open_sectors(request, programme)}
    chosen = {
        worker_id: request.POST.get(f"sektor-{worker_id}", "")
        for worker_id in still_open
        if request.POST.get(f"sektor-{worker_id}", "") in WORDS["sector"]
    }
    for worker_id, sector in chosen.items():
        confirm_sector(worker_id=worker_id, sector=sector, by=request.user.get_username())
    return len(chosen)
