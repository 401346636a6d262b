"""The units of the regency's government: who takes part, and how a unit is written."""

from __future__ import annotations

from collections import defaultdict

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.coverage.figures import Unit
from payung.coverage.selectors import units
from payung.db.sql import run
from payung.web.desk.picking import chosen_month, months_around
from payung.web.pages import page
from payung.web.programmes import Programme, desk

_KINDS = ("OPD", "KECAMATAN", "SCHOOL", "CLINIC", "UPTD", "BAGIAN", "OTHER")


@desk
def agencies(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Show every unit with its head count and sponsors, those with most missing first."""
    month = chosen_month(request, programme)
    by_kind: dict[str, list[Unit]] = defaultdict(list)
    for unit in units(programme_code=programme.code, as_of=month.last_day):
        by_kind[unit.kind].append(unit)
    order = request.GET.get("urut", "kurang")
    for rows in by_kind.values():
        rows.sort(key=lambda unit: unit.name)
        if order == "kurang":
            rows.sort(key=_missing, reverse=True)
    return page(
        request, "desk/agencies", programme, part="agencies",
        month=month, months=months_around(month, programme), order=order,
        groups=[(kind, by_kind[kind]) for kind in _KINDS if by_kind[kind]],
    )  # fmt: skip


def _missing(unit: Unit) -> int:
    return (unit.asn_count or 0) - unit.sponsors_count


@desk
def agency(request: HttpRequest, programme: Programme, code: str) -> HttpResponse:
    """Show one unit: its names, who collects and reports for it, its figures."""
    month = chosen_month(request, programme)
    rows = run(
        "web/find_agency", {"programme": programme.code, "code": code, "on": month.last_day}
    ).dicts()
    if not rows:
        raise Http404
    all_units = units(programme_code=programme.code, as_of=month.last_day)
    return page(
        request, "desk/agency", programme, part="agencies",
        crumbs=[(_("Perangkat daerah"), reverse("desk:agencies", args=[programme.code]))],
        agency=rows[0], month=month,
        unit=next((unit for unit in all_units if unit.code == code), None),
        names=run("web/list_agency_names", {"agency": rows[0]["id"]}).dicts(),
    )  # fmt: skip
