"""Which room answers which address."""

from __future__ import annotations

from django.urls import path

from payung.config.health import health

urlpatterns = [
    path("healthz", health, name="health"),
]
