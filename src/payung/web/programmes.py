"""Find the programme a page is about, and turn away accounts that do not belong to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse

from payung.core.period import Month
from payung.db.sql import run

_EARLIEST = Month(2020, 1)
_MONTHS_AHEAD = 24


@dataclass(frozen=True, slots=True)
class Programme:
    """What pages need to know of one regency's programme."""

    code: str
    name: str
    regency_code: str
    regency_name: str
    zone: str
    four_eyes: bool
    is_demo: bool
    newest_month: Month | None

    @property
    def today(self) -> date:
        """Return the day it is in the programme's zone."""
        return datetime.now(ZoneInfo(self.zone)).date()

    @property
    def current_month(self) -> Month:
        """Return the month the desk works on: the clock's, or a demo's newest."""
        if self.is_demo and self.newest_month is not None:
            return self.newest_month
        return Month.of(self.today)

    def speaks_of(self, month: Month) -> bool:
        """Tell whether pages show a month: neither before all programmes nor far in the future."""
        return _EARLIEST <= month <= Month.of(self.today) + _MONTHS_AHEAD


def open_to(request: HttpRequest) -> list[Programme]:
    """Return the programmes that the account may work on: its own, or all when it has none."""
    assert request.user.is_authenticated
    rows = run("web/list_programmes", {"code": request.user.programme_code}).dicts()
    return [
        Programme(
            **{
                **row,
                "newest_month": Month.of(row["newest_month"]) if row["newest_month"] else None,
            }
        )
        for row in rows
    ]


def desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view its programme; one that the account may not see is answered "not found".

    No answer may be stored anywhere: after signing out, "back" shows nothing (S22).
    """

    @wraps(view)
    def answer(request: HttpRequest, programme: str, **parts: Any) -> HttpResponse:
        for found in open_to(request):
            if found.code == programme and found.speaks_of(parts.get("month", found.current_month)):
                response = view(request, found, **parts)
                response.headers["Cache-Control"] = "no-store"
                return response
        raise Http404

    return answer
