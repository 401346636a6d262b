"""Read the token of a check page: it comes with the press of the page's button only."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpRequest


def token_of(request: HttpRequest) -> UUID | None:
    """Return the token when the act was confirmed, None when the page is only asked for.

    Raises:
        BadRequest: something is confirmed without a token that a check page gave.
    """
    if request.method != "POST" or request.POST.get("confirmed") != "yes":
        return None
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError as problem:
        raise BadRequest from problem
