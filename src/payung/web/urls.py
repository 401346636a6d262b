"""Addresses of all pages."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import include, path
from django.views.decorators.cache import never_cache

from payung.web import sessions

urlpatterns = [
    path("", sessions.front, name="front"),
    path("masuk/", never_cache(sessions.SignIn.as_view()), name="login"),
    path("keluar/", LogoutView.as_view(), name="logout"),
    path("bahasa/", sessions.language, name="language"),
    path("<slug:programme>/", include("payung.web.desk.urls")),
]
