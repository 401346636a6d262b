"""The record of acts cannot be changed, and a change made behind its back is found."""

import pytest
from django.db import DatabaseError, connection, transaction

from payung.audit.models import Entry
from payung.audit.selectors import entries_about, first_broken_entry
from payung.audit.services import record
from tests.database import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def five_acts() -> None:
    for number in range(5):
        record(by="meja", action="worker.confirm", table="registry_worker", key=str(number))


def behind_its_back(statement: str) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER USER")


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET by = 'x'", "DELETE FROM audit_entry"]
)
def test_R07_an_act_is_neither_changed_nor_removed(five_acts: None, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.count() == 5


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit_entry SET reason = 'lain' WHERE id = 3", 3),
        ("DELETE FROM audit_entry WHERE id = 3", 4),
        ("UPDATE audit_entry SET by = 'mej', action = 'aworker.confirm' WHERE id = 2", 2),
    ],
    ids=["R01", "R02", "R05"],
)
def test_R01_R02_R05_manipulation_is_found(five_acts: None, statement: str, broken: int) -> None:
    behind_its_back(statement)
    assert first_broken_entry() == broken


def test_a_whole_chain_has_no_broken_entry(five_acts: None) -> None:
    assert first_broken_entry() is None


def test_an_empty_record_is_whole() -> None:
    assert first_broken_entry() is None


def test_acts_about_a_row_come_newest_first(five_acts: None) -> None:
    record(by="lain", action="worker.end", table="registry_worker", key="2", reason="meninggal")
    found = entries_about(table="registry_worker", key="2")
    assert [entry.action for entry in found] == ["worker.end", "worker.confirm"]
