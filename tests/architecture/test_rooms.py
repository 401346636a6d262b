"""The order of the rooms holds in the tables as it does in the imports (`.importlinter`)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from pglast import ast, parse_sql
from pglast.visitors import Visitor

SOURCE = Path(__file__).parents[2] / "src" / "payung"
# From left to right; a room may read the tables of those before it and of the two under all.
ORDER = (
    "db", "audit", "accounts", "intake", "registry", "pairing", "billing", "payments",
    "reconciliation", "coverage", "reports", "demo", "web",
)  # fmt: skip
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


class Tables(Visitor):
    """Collects the tables that statements name, and those that they write to."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.named: set[str] = set()
        self.written: set[str] = set()
        self.own: set[str] = set()
        text = re.sub(r"%\((\w+)\)s", r"'\1'", path.read_text("utf-8"))
        self(parse_sql(text.replace("%%", "%")))

    @property
    def read(self) -> set[str]:
        """Return the tables that are no names given within the statement."""
        return self.named - self.own

    def visit_RangeVar(self, _ancestors: Any, node: ast.RangeVar) -> None:
        self.named.add(node.relname)

    def visit_CommonTableExpr(self, _ancestors: Any, node: ast.CommonTableExpr) -> None:
        self.own.add(node.ctename)

    def _writes(self, _ancestors: Any, node: Any) -> None:
        self.written.add(node.relation.relname)

    visit_InsertStmt = visit_UpdateStmt = visit_DeleteStmt = visit_MergeStmt = _writes


def test_the_tables_of_a_statement_are_found(tmp_path: Path) -> None:
    path = tmp_path / "move_rows.sql"
    path.write_text(
        "WITH gone AS (DELETE FROM b USING c WHERE b.id = %(id)s RETURNING b.id)"
        " INSERT INTO a (id) SELECT id FROM gone WHERE id %% 2 = 0"
    )
    found = Tables(path)
    assert (found.written, found.read) == ({"a", "b"}, {"a", "b", "c"})


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_statement_writes_its_own_tables_and_reads_those_to_its_left(path: Path) -> None:
    room = path.parts[-3]
    found = Tables(path)
    written = {owner for table in found.written if (owner := room_of_table(table))}
    read = {owner for table in found.read if (owner := room_of_table(table))}
    assert written <= {room}
    assert {owner for owner in read if ORDER.index(owner) > ORDER.index(room)} == set()


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_statement_says_what_it_is_for(path: Path) -> None:
    said = "\n".join(line for line in path.read_text("utf-8").splitlines() if line[:2] == "--")
    wanted = ["Purpose: ", "ne row", "Reads: ", "Writes: ", "Parameters: "]
    if Tables(path).written:
        wanted.append("Safe to repeat: ")
    assert [word for word in wanted if word not in said] == []
