"""The order of the rooms holds in the tables as it does in the imports (`.importlinter`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlglot
from django.apps import apps
from django.core.management import call_command
from sqlglot import exp

SOURCE = Path(__file__).parents[2] / "src" / "payung"
# From left to right; a room may read the tables of those before it and of the two under all.
ORDER = (
    "db", "audit", "accounts", "intake", "registry", "pairing", "billing", "payments",
    "reconciliation", "coverage", "reports", "web",
)  # fmt: skip
CATALOGUES = ("pg_", "information_schema", "generate_series", "unnest", "django_migrations")
STATEMENTS = sorted(SOURCE.glob("*/sql/*.sql"))


def room_of_table(name: str) -> str | None:
    return next((room for room in ORDER if name.startswith(f"{room}_")), None)


def test_every_room_with_tables_has_its_place_in_the_order() -> None:
    rooms = {app.label for app in apps.get_app_configs() if app.name.startswith("payung.")}
    assert rooms <= set(ORDER)


def test_foreign_keys_point_left() -> None:
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in ORDER
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is not None
        if field.related_model._meta.app_label in ORDER
        if ORDER.index(field.related_model._meta.app_label) > ORDER.index(model._meta.app_label)
    ]
    assert wrong == []


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def tables(statement: exp.Expression) -> Iterator[tuple[str, bool]]:
    """Yield each table a statement names, and whether it writes to it."""
    named = {cte.alias_or_name for cte in statement.find_all(exp.CTE)}
    written = {
        id(target.find(exp.Table))
        for kind in (exp.Insert, exp.Update, exp.Delete, exp.Merge)
        for act in statement.find_all(kind)
        if (target := act.this) is not None
    }
    for table in statement.find_all(exp.Table):
        if table.name and table.name not in named and not table.name.startswith(CATALOGUES):
            yield table.name.lower(), id(table) in written


def parsed(path: Path) -> list[exp.Expression]:
    text = path.read_text("utf-8")
    for name in set(parameters(text)):
        text = text.replace(f"%({name})s", f"'{name}'")
    found = sqlglot.parse(text.replace("%%", "%"), read="postgres")
    return [statement for statement in found if statement is not None]


def parameters(text: str) -> list[str]:
    return [part.split(")s")[0] for part in text.split("%(")[1:]]


def test_the_tables_of_a_statement_are_found(tmp_path: Path) -> None:
    path = tmp_path / "move_rows.sql"
    path.write_text(
        "WITH gone AS (DELETE FROM b USING c WHERE b.id = %(id)s RETURNING b.id)"
        " INSERT INTO a (id) SELECT id FROM gone WHERE id %% 2 = 0"
    )
    (statement,) = parsed(path)
    assert sorted(tables(statement)) == [("a", True), ("b", True), ("c", False)]


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_statement_writes_its_own_tables_and_reads_those_to_its_left(path: Path) -> None:
    room = path.parts[-3]
    wrong = []
    for statement in parsed(path):
        assert not isinstance(statement, exp.Command), f"not understood: {statement}"
        for table, writes in tables(statement):
            owner = room_of_table(table)
            if owner is None:
                continue
            if writes and owner != room or ORDER.index(owner) > ORDER.index(room):
                wrong.append(f"{'writes' if writes else 'reads'} {table}")
    assert wrong == []


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_statement_says_what_it_is_for(path: Path) -> None:
    said = "\n".join(line for line in path.read_text("utf-8").splitlines() if line[:2] == "--")
    wanted = ["Purpose: ", "ne row", "Reads: ", "Writes: ", "Parameters: "]
    if any(writes for statement in parsed(path) for _, writes in tables(statement)):
        wanted.append("Safe to repeat: ")
    assert [word for word in wanted if word not in said] == []
