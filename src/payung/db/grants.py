"""What the application's role may do to which table, told by the models themselves.

A model class says `append_only = True` (its rows are only ever added) or `deletable = True` (a
waiting room whose rows may go). Every other table may be read, added to and changed, but nothing
is deleted from it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pghistory.models
from django.apps import apps
from django.db import connections, models, transaction
from psycopg import sql

READ = ("SELECT",)
ADD = ("SELECT", "INSERT")
CHANGE = ("SELECT", "INSERT", "UPDATE")
DELETE = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
_OF_DJANGO = {"django_session": DELETE, "django_migrations": READ}


def rights_of(model: type[models.Model]) -> tuple[str, ...]:
    """Return the rights of the application's role on a model's table."""
    if getattr(model, "append_only", False) or issubclass(model, pghistory.models.Event):
        return ADD
    if getattr(model, "deletable", False) or model._meta.auto_created:
        return DELETE
    return _OF_DJANGO.get(model._meta.db_table, CHANGE)


def rights() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every table with the rights on it."""
    yield "django_migrations", READ
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model._meta.db_table, rights_of(model)


def apply_grants(*, owner: str, role: str) -> None:
    """Give `role` exactly its rights, over the connection `owner`; safe to repeat."""
    to = sql.Identifier(role)
    with transaction.atomic(using=owner), connections[owner].cursor() as cursor:
        for statement in (
            "GRANT USAGE ON SCHEMA public TO {}",
            "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}",
        ):
            cursor.execute(sql.SQL(statement).format(to))
        for table, allowed in rights():
            cursor.execute(
                sql.SQL("GRANT {} ON {} TO {}").format(
                    sql.SQL(", ").join(map(sql.SQL, allowed)), sql.Identifier(table), to
                )
            )
