"""Registers the `pairing` room with Django."""

from django.apps import AppConfig


class PairingConfig(AppConfig):
    """The `pairing` room."""

    name = "payung.pairing"
    default_auto_field = "django.db.models.BigAutoField"
