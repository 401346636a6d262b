"""Tell a watcher that the site and its database answer; nothing else."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answer `ok` once the database has answered."""
    connection.ensure_connection()
    return HttpResponse("ok\n", content_type="text/plain")
