"""Registers the `registry` room with Django."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The `registry` room."""

    name = "payung.registry"
    default_auto_field = "django.db.models.BigAutoField"
