"""Registers the `intake` room with Django."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The `intake` room."""

    name = "payung.intake"
    default_auto_field = "django.db.models.BigAutoField"
