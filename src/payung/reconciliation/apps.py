"""Registers the `reconciliation` room with Django."""

from django.apps import AppConfig


class ReconciliationConfig(AppConfig):
    """The `reconciliation` room."""

    name = "payung.reconciliation"
    default_auto_field = "django.db.models.BigAutoField"
