"""Reach, coverage and the month's other figures, each with base, day, source and definition."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from payung.coverage.selectors import figures as figures_on
from payung.coverage.services import ensure_derived
from payung.web.desk.picking import chosen_month, months_around
from payung.web.pages import page
from payung.web.programmes import Programme, desk


@desk
def figures(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Show the figures at the month's last day."""
    month = chosen_month(request, programme)
    ensure_derived(programme_code=programme.code, month=month)
    found = figures_on(programme_code=programme.code, as_of=month.last_day)
    return page(
        request, "desk/figures", programme, part="figures",
        month=month, months=months_around(month, programme), figures=found,
        standings=[(code, number) for code, number in found.standing.items() if number],
    )  # fmt: skip
