"""Statements run by name with named parameters; rows are copied inside the open transaction."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from payung.db import sql
from payung.db.sql import Result, copy_rows, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> str:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE sample (id int PRIMARY KEY, name text, sealed bytea)")
    return "sample"


def test_an_unknown_statement_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        run("db/no_such_statement")


def test_a_statement_reads() -> None:
    assert ("billing", "0001_initial") in run("db/read_state").rows


def test_a_result_is_one_row_or_an_error() -> None:
    assert Result(("a", "b"), [(1, 2)], 1).one() == {"a": 1, "b": 2}
    assert Result(("a",), [(7,)], 1).scalar() == 7
    for rows in ([], [(1,), (2,)]):
        with pytest.raises(ValueError):
            Result(("a",), rows, len(rows)).one()
        with pytest.raises(ValueError):
            Result(("a",), rows, len(rows)).scalar()


def test_parameters_are_never_text_of_the_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "text_of", lambda name: "SELECT %(name)s AS name, 7 %% 2 AS rest")
    assert run("db/any", {"name": "O'Neil; --"}).dicts() == [{"name": "O'Neil; --", "rest": 1}]


def test_rows_are_copied_as_they_are(table: str) -> None:
    rows = [(1, "a\tb\\N\n", b"\x00\xff"), (2, None, None)]
    assert copy_rows(table, ["id", "name", "sealed"], iter(rows)) == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, name, sealed FROM sample ORDER BY id")
        assert cursor.fetchall() == rows


def test_a_failing_copy_leaves_nothing(table: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        copy_rows(table, ["id"], [(1,), (2,), (1,)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sample")
        assert cursor.fetchone() == (0,)


def test_names_of_tables_are_quoted() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        copy_rows("sample; DROP TABLE accounts_user", ["id"], [(1,)])
