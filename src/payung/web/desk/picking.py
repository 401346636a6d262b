"""Which month a page speaks of: the one asked for, else the one last chosen, else the current."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from payung.core.period import Month
from payung.web.programmes import Programme


def month_of(text: str, programme: Programme) -> Month:
    """Read a month of an address.

    Raises:
        Http404: it is none, or one that no page can speak of.
    """
    try:
        month = Month.parse(text)
    except ValueError as problem:
        raise Http404 from problem
    if not programme.speaks_of(month):
        raise Http404
    return month


def chosen_month(request: HttpRequest, programme: Programme) -> Month:
    """Return the month of this page and remember it for the next ones."""
    key = f"month.{programme.code}"
    if asked := request.GET.get("bulan"):
        month = month_of(asked, programme)
        request.session[key] = str(month)
        return month
    kept = request.session.get(key)
    return Month.parse(kept) if kept else programme.current_month


def months_around(month: Month, programme: Programme) -> list[Month]:
    """Return the months a reader may pick: two years back to two ahead of what there is."""
    newest = max(month, programme.current_month) + 2
    return [newest - back for back in range(28)]
