"""Turn a refusal that a view let through into a page that says why and what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from payung.core.errors import Refused
from payung.web.pages import page
from payung.web.programmes import open_to


class RefusalPages:
    """Middleware: nothing was stored, so the reader is told and led back to the month's work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal inside a programme; anything else stays a failure."""
        match = request.resolver_match
        code = match.kwargs.get("programme") if match else None
        if not isinstance(exception, Refused) or code is None:
            return None
        programme = next((found for found in open_to(request) if found.code == code), None)
        if programme is None:
            return None
        back = reverse("desk:home", args=[programme.code])
        return page(request, "desk/refused", programme, refusal=exception, back=back)
