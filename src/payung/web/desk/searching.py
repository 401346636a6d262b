"""Search and page through lists without writing anybody's name or number into an address."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest

from payung.web.programmes import Programme

PAGE_ROWS = 50


class Listing(NamedTuple):
    """One page of rows: how many were found, and the id after which the next page starts."""

    rows: list[dict[str, Any]]
    found_count: int
    next_after: int | None


def listing(rows: list[dict[str, Any]]) -> Listing:
    """Cut a list that was read with one row too many."""
    more = len(rows) > PAGE_ROWS
    shown = rows[:PAGE_ROWS]
    return Listing(
        shown, shown[0]["found_count"] if shown else 0, shown[-1]["id"] if more else None
    )


def number(text: str | None) -> int | None:
    """Read a positive number of an address; anything else is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def keep_search(request: HttpRequest, programme: Programme, what: str, text: str) -> None:
    """Remember what was searched for, in the session and not in the address."""
    request.session[f"search.{what}.{programme.code}"] = text


def kept_search(request: HttpRequest, programme: Programme, what: str) -> str:
    """Return what was searched for; `?cari=` (any value) says that it counts on this page."""
    if "cari" not in request.GET:
        return ""
    found: str = request.session.get(f"search.{what}.{programme.code}", "")
    return found


def like_pattern(text: str) -> str:
    """Return the text so that LIKE takes its percent signs and underscores as they are."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def without_page(request: HttpRequest) -> str:
    """Return the address's filters for the link to the next page."""
    kept = request.GET.copy()
    kept.pop("sesudah", None)
    return kept.urlencode()
