"""Which room answers which address."""

from __future__ import annotations

from django.urls import include, path

from payung.config.health import health

urlpatterns = [
    path("healthz", health, name="health"),
    path("", include("payung.web.urls")),
]

handler400 = "payung.web.errors.bad_request"
handler403 = "payung.web.errors.forbidden"
handler404 = "payung.web.errors.not_found"
handler500 = "payung.web.errors.failed"
