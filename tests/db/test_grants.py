"""The application's role may do to each table what the table is for, and no more."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from payung.db import grants
from tests.database import as_owner

pytestmark = pytest.mark.django_db
ALL = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


def held(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT right_name FROM unnest(%s::text[]) AS right_name"
            " WHERE has_table_privilege('payung_app', %s, right_name)",
            [list(ALL), table],
        )
        return {row[0] for row in cursor.fetchall()}


def test_tests_act_in_the_restricted_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole"
            " FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("payung_app", False)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE public.mine (id int)",
        "DROP TABLE accounts_user",
        "ALTER TABLE audit_entry DISABLE TRIGGER USER",
        "SET session_replication_role = replica",
        "DELETE FROM django_migrations",
        "UPDATE payung_state SET value = ''",
    ],
)
def test_the_role_changes_no_table_and_no_guard(statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_table_has_exactly_its_rights() -> None:
    given = {table: held(table) for table, _ in grants.rights()}
    assert given == {table: set(rights) for table, rights in grants.rights()}


def test_no_ledger_is_changed_or_emptied() -> None:
    ledgers = [model for model in apps.get_models() if getattr(model, "append_only", False)]
    assert ledgers
    for model in ledgers:
        assert held(model._meta.db_table) == {"SELECT", "INSERT"}


def test_only_waiting_rooms_are_deleted_from() -> None:
    for model in apps.get_models():
        if not model._meta.managed or model._meta.proxy:
            continue
        if "DELETE" in held(model._meta.db_table):
            named = getattr(model, "deletable", False)
            assert named or model._meta.db_table == "django_session"


def test_the_owner_is_not_bound() -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("payung",)
