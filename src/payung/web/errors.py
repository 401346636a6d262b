"""Say in plain words what went wrong, what happened to the data and what to do."""

from __future__ import annotations

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be read."""
    return _answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that this account may not make."""
    return _answer(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere, or nowhere for this account."""
    return _answer(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer when Payung itself failed: 503 when the database is away, else 500."""
    return _answer(request, 503 if isinstance(sys.exc_info()[1], OperationalError) else 500)


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    """Render without touching the database, which may be what is missing."""
    body = render_to_string(f"web/errors/{status}.html", {"request": request})
    return HttpResponse(body, status=status, headers={"Cache-Control": "no-store"})
