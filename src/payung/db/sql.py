"""Run the set-based statements kept in `<app>/sql/<verb>_<noun>.sql`, and copy many rows in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import sql


@dataclass(frozen=True)
class Result:
    """What a statement gave back; `count` is the number of rows it returned or wrote."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    count: int

    def dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def one(self) -> dict[str, Any]:
        """Return the only row.

        Raises:
            ValueError: there is none, or more than one.
        """
        (row,) = self.rows
        return dict(zip(self.columns, row, strict=True))

    def scalar(self) -> Any:
        """Return the only column of the only row.

        Raises:
            ValueError: there are more or fewer.
        """
        ((value,),) = self.rows
        return value


@cache
def text_of(name: str) -> str:
    """Return the statement `app/verb_noun`, as `app/sql/verb_noun.sql` holds it."""
    app, _, statement = name.partition("/")
    return resources.files(f"payung.{app}").joinpath("sql", f"{statement}.sql").read_text("utf-8")


def run(
    name: str, params: Mapping[str, Any] | None = None, *, using: str = DEFAULT_DB_ALIAS
) -> Result:
    """Run the statement `app/verb_noun` with its named parameters and return what it gave."""
    with connections[using].cursor() as cursor:
        cursor.execute(text_of(name), dict(params or {}))
        if cursor.description is None:
            return Result((), [], cursor.rowcount)
        columns = tuple(column[0] for column in cursor.description)
        return Result(columns, cursor.fetchall(), cursor.rowcount)


def stream(
    name: str, params: Mapping[str, Any] | None = None, *, using: str = DEFAULT_DB_ALIAS
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the statement `app/verb_noun` as they come, for results of any length."""
    with connections[using].chunked_cursor() as cursor:
        cursor.execute(text_of(name), dict(params or {}))
        yield from cursor


def copy_rows(
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    using: str = DEFAULT_DB_ALIAS,
) -> int:
    """Copy `rows` into `table` within the transaction that is open, and return their number."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    connection = connections[using]
    with connection.wrap_database_errors, connection.cursor() as cursor:
        with cursor.copy(statement) as copy:
            write = copy.write_row
            for row in rows:
                write(row)
        return int(cursor.rowcount)


def analyze(*tables: str) -> None:
    """Refresh the planner's statistics of tables that this transaction has filled.

    Without it a statement over rows that nobody has counted yet is planned as if there were few.
    """
    run("db/analyze_tables", {"tables": list(tables)})
