"""Registers the `coverage` room with Django."""

from django.apps import AppConfig


class CoverageConfig(AppConfig):
    """The `coverage` room."""

    name = "payung.coverage"
    default_auto_field = "django.db.models.BigAutoField"
