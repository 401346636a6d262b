"""Registers the pages with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages."""

    name = "payung.web"
    default_auto_field = "django.db.models.BigAutoField"
