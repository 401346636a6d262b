"""The ground measured on: an embedded server of our own, set as in production, emptied at will."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from payung import environment

PROGRAMME = "kendal"
REGENCY = "33.24"
UNITS = 60
_KEPT = ("django_migrations", "django_content_type", "auth_permission", "payung_state")


@contextmanager
def prepared() -> Iterator[None]:
    """Start a server in a folder of its own with all tables, and remove both afterwards."""
    if environment.database_url():
        raise SystemExit("The suite empties its tables; unset PAYUNG_DATABASE_URL.")
    home = Path(tempfile.mkdtemp(prefix="payung-bench-"))
    home.chmod(0o711)  # PostgreSQL's own account must get through when root measures
    environment.use_home(home)
    environment.choose_settings()
    from payung.db import embedded

    embedded.ensure_running(print)
    try:
        import django

        django.setup()
        from payung.db import migrating

        migrating.make_ready(print)
        yield
    finally:
        _leave(home)


def _leave(home: Path) -> None:
    from django.db import connections

    from payung.db import embedded

    for connection in connections.all():
        connection.close()
    embedded.stop()
    shutil.rmtree(home, ignore_errors=True)


def owner(statement: str) -> None:
    """Run a statement as the owner of the tables, outside any transaction."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)


def clear() -> None:
    """Empty all tables and load the regency's pack, with invented units up to `UNITS`."""
    from django.db import connections

    from payung.registry.models import Agency, AgencyName
    from payung.registry.services import add_programme

    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [table for (table,) in cursor.fetchall() if table not in _KEPT]
    owner(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY")
    programme = add_programme(pack=PROGRAMME, by="bench")
    missing = range(Agency.objects.count(), UNITS)
    added = Agency.objects.bulk_create(
        Agency(programme=programme, code=f"bench-{number}", kind="OPD", is_invented=True)
        for number in missing
    )
    AgencyName.objects.bulk_create(
        AgencyName(agency=agency, name=f"Unit Contoh {agency.code}", valid=(None, None))
        for agency in added
    )
    owner("CHECKPOINT")


def empty(*tables: str) -> None:
    """Empty some tables and let the server write out what waits, so that sides start alike."""
    owner(f"TRUNCATE {', '.join(tables)} CASCADE")
    owner("CHECKPOINT")


def settle() -> None:
    """Let the planner know the tables as it does on any day after the night."""
    owner("VACUUM ANALYZE")
    owner("CHECKPOINT")
