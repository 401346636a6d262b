"""Registers the `billing` room with Django."""

from django.apps import AppConfig


class BillingConfig(AppConfig):
    """The `billing` room."""

    name = "payung.billing"
    default_auto_field = "django.db.models.BigAutoField"
