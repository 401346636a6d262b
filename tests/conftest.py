"""A real PostgreSQL for the tests: one server a run, one database a process."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg import sql

from payung import environment
from payung.config.testing import HOME_MARK
from tests import browsers

# Playwright's synchronous interface keeps an event loop in the thread that Django runs in.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

_FOR_SPEED = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_KEPT = ("django_migrations", "django_content_type", "auth_permission", "payung_state")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the browser tests where no browser can be had; the closing lines say so."""
    if browsers.find() is not None:
        return
    left = [item for item in items if item.get_closest_marker("browser")]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
        config.stash[_LEFT_OUT] = [item.nodeid for item in left]


_LEFT_OUT = pytest.StashKey[list[str]]()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say which tests were not run for want of a browser."""
    left = config.stash.get(_LEFT_OUT, [])
    if left:
        terminalreporter.section("not run: no browser on this machine")
        for name in left:
            terminalreporter.line(name)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the run's server and remove its folder; the first process of the run does it."""
    home = environment.home()
    if hasattr(config, "workerinput") or not home.name.startswith(HOME_MARK):
        return
    from payung.db import embedded

    embedded.stop()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, request: pytest.FixtureRequest) -> Iterator[None]:
    """Make this process's own database and migrate it; tests then act in the restricted role.

    They sign in as the owner and take that role on, so that `tests.database.as_owner` can put it
    off within the test's transaction.
    """
    from django.db import connections

    from payung.cli import _messages
    from payung.db import embedded, migrating
    from payung.db.cluster import OWNER, Cluster

    embedded.ensure_running(lambda text: None, _FOR_SPEED)
    _messages.compile_stale()
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    name = f"test_payung_{worker}"
    database = sql.Identifier(name)
    server = Cluster(environment.home()).url(OWNER, "postgres")
    with psycopg.connect(server, autocommit=True) as owner:
        owner.execute(sql.SQL("CREATE DATABASE {}").format(database))
    for connection in connections.all():
        connection.settings_dict["NAME"] = name
    with django_db_blocker.unblock():
        migrating.migrate(lambda text: None)
        default = connections["default"].settings_dict
        default["OPTIONS"]["options"] += f" -c role={default['USER']}"
        default["USER"] = OWNER
        yield
        for connection in connections.all():
            connection.close()


@pytest.fixture(autouse=True, scope="session")
def _flush_as_owner() -> Iterator[None]:
    """Let tests with real transactions empty the tables, which the application's role may not."""
    from django.db import connections
    from django.test import TransactionTestCase

    from payung.db.cluster import OWNER, Cluster

    def empty(self: TransactionTestCase) -> None:
        connections["default"].close()
        name = connections["default"].settings_dict["NAME"]
        with psycopg.connect(Cluster(environment.home()).url(OWNER, name)) as owner:
            found = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            tables = [sql.Identifier(table) for (table,) in found if table not in _KEPT]
            owner.execute("SET session_replication_role = replica")
            owner.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(tables)))

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the browser found on this machine, quietly and without calls to the outside."""
    switches = (
        "no-sandbox", "disable-gpu", "disable-quic", "no-first-run",
        "disable-background-networking", "disable-component-update", "disable-sync",
    )  # fmt: skip
    return {
        **browser_type_launch_args,
        "executable_path": browsers.find(),
        "args": [f"--{switch}" for switch in switches],
    }
