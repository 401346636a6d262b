"""The civil servants in the register: list, search, one sponsor with the workers paid for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.core.errors import Refused
from payung.core.rules.retirement import retirement
from payung.db.sql import run
from payung.web.desk import searching
from payung.web.desk.picking import chosen_month
from payung.web.masking import masked_nip, masked_phone
from payung.web.pages import page
from payung.web.programmes import Programme, desk
from payung.web.words import WORDS


@desk
def sponsors(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the sponsors by filters; a search comes by POST and is kept in the session."""
    if request.method == "POST":
        text = " ".join(request.POST.get("cari", "").split())[:100]
        searching.keep_search(request, programme, "sponsors", text)
        suffix = "?cari=1" if text else ""
        return redirect(reverse("desk:sponsors", args=[programme.code]) + suffix)
    month = chosen_month(request, programme)
    asked = request.GET
    search = searching.kept_search(request, programme, "sponsors")
    kind = asked.get("jenis", "")
    rows = run(
        "web/list_sponsors",
        {
            "programme": programme.code,
            "month": month.first_day,
            "name": searching.like_pattern(search),
            "agency": asked.get("perangkat", ""),
            "kind": kind if kind in WORDS["asn"] else "",
            "paying": {"ya": "yes", "tidak": "no"}.get(asked.get("menanggung", ""), ""),
            "after": searching.number(asked.get("sesudah")),
            "size": searching.PAGE_ROWS + 1,
        },
    ).dicts()
    found = searching.listing(rows)
    for row in found.rows:
        row["nip"] = masked_nip(row["nip_sealed"])
    return page(
        request, "desk/sponsors", programme, part="sponsors",
        month=month, found=found, search=search, asked=asked, kinds=list(WORDS["asn"]),
        agencies=run(
            "web/list_agencies", {"programme": programme.code, "on": month.last_day}
        ).dicts(),
        query=searching.without_page(request),
    )  # fmt: skip


@desk
def sponsor(request: HttpRequest, programme: Programme, sponsor_id: int) -> HttpResponse:
    """Show one sponsor: unit, retirement, and the workers paid for."""
    month = chosen_month(request, programme)
    rows = run(
        "web/find_sponsor",
        {"programme": programme.code, "sponsor": sponsor_id, "on": month.last_day},
    ).dicts()
    if not rows:
        raise Http404
    found = rows[0]
    found["nip"] = masked_nip(found["nip_sealed"])
    found["phone"] = masked_phone(found["phone_sealed"])
    return page(
        request, "desk/sponsor", programme, part="sponsors",
        crumbs=[(_("ASN"), reverse("desk:sponsors", args=[programme.code]))],
        sponsor=found, month=month, retirement=_retirement(found, month.last_day),
        sponsorships=run(
            "web/list_sponsorships",
            {"programme": programme.code, "worker": None, "sponsor": sponsor_id},
        ).dicts(),
    )  # fmt: skip


def _retirement(found: dict[str, Any], on: date) -> Any:
    """Return when the sponsor retires, None where birth date or law leave it open."""
    if found["birth_date"] is None:
        return None
    try:
        return retirement(
            found["birth_date"],
            kind=found["kind"],
            position=found["position"],
            on=on,
            contract_end=found["contract_end_date"],
        )
    except Refused:
        return None
