"""Where the database is, as Django's settings want it said."""

from __future__ import annotations

from typing import Any

from psycopg.conninfo import conninfo_to_dict

from payung import environment
from payung.db.cluster import OWNER, Cluster

_NAMES = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}

# Nobody waits for ever: not for a lock, and not for a statement that went astray.
_LIMITS = "-c lock_timeout=30s -c statement_timeout=15min"


def databases() -> dict[str, dict[str, Any]]:
    """Return Django's `DATABASES`: `default` for the application, `owner` for migrations.

    An owner's address that was not given is the application's own.
    """
    if application := environment.database_url():
        owner = environment.owner_database_url() or application
    else:
        cluster = Cluster(environment.home())
        application, owner = cluster.url(), cluster.url(OWNER)
    return {
        "default": _settings(application),
        "owner": _settings(owner),
    }


def _settings(address: str) -> dict[str, Any]:
    told = conninfo_to_dict(address)
    settings: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql"}
    settings |= {name: str(told.pop(key, "")) for key, name in _NAMES.items()}
    settings["OPTIONS"] = {**told, "options": f"{told.get('options', '')} {_LIMITS}".strip()}
    settings["CONN_MAX_AGE"] = 600
    settings["CONN_HEALTH_CHECKS"] = True
    settings["TEST"] = {"NAME": settings["NAME"]}
    return settings
