"""The only reader of the process's environment: where data, keys and the database are.

Every variable is named in `VARIABLES`; `docs/operations/configuration.md` explains each, and a
test compares the two.
"""

from __future__ import annotations

import os
from pathlib import Path

VARIABLES = (
    "PAYUNG_HOME",
    "PAYUNG_DATABASE_URL",
    "PAYUNG_OWNER_DATABASE_URL",
    "PAYUNG_PG_BIN",
    "PAYUNG_KEYS",
    "PAYUNG_KEYS_FILE",
    "PAYUNG_ALLOWED_HOSTS",
    "PAYUNG_HTTPS",
    "PAYUNG_DEBUG",
    "PORT",
    "XDG_DATA_HOME",
)
DEFAULT_PORT = 8000
_PACKAGE = Path(__file__).resolve().parent


def _text(name: str) -> str:
    if name not in VARIABLES:
        raise KeyError(name)
    return os.environ.get(name, "").strip()


def _switch(name: str) -> bool:
    return _text(name).lower() in {"1", "true", "yes", "on", "ya"}


def home() -> Path:
    """Return the data folder: `PAYUNG_HOME`, else `var` in a checkout, else the user's own."""
    if named := _text("PAYUNG_HOME"):
        return Path(named).expanduser().absolute()
    checkout = _PACKAGE.parent.parent
    if (checkout / "pyproject.toml").exists():
        return checkout / "var"
    data = _text("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "payung"


def database_url() -> str:
    """Return the address for the application's restricted role; empty means embedded."""
    return _text("PAYUNG_DATABASE_URL")


def owner_database_url() -> str:
    """Return the address for the role that owns the tables; only migrations use it."""
    return _text("PAYUNG_OWNER_DATABASE_URL")


def postgres_folder() -> Path | None:
    """Return the folder of `postgres` and `initdb` that must be used, if one was named."""
    named = _text("PAYUNG_PG_BIN")
    return Path(named).expanduser().absolute() if named else None


def keys_text() -> str:
    """Return the key ring as JSON text, if it was handed over in the environment."""
    return _text("PAYUNG_KEYS")


def keys_file() -> Path | None:
    """Return the file that holds the key ring, if one was named."""
    named = _text("PAYUNG_KEYS_FILE")
    return Path(named).expanduser().absolute() if named else None


def allowed_hosts() -> list[str]:
    """Return the host names that pages answer to; without any, those of this machine."""
    named = [host.strip() for host in _text("PAYUNG_ALLOWED_HOSTS").split(",")]
    return [host for host in named if host] or ["127.0.0.1", "localhost", "[::1]"]


def https() -> bool:
    """Tell whether a proxy in front serves HTTPS, so that cookies travel on it alone."""
    return _switch("PAYUNG_HTTPS")


def debug() -> bool:
    """Tell whether pages and commands show where they failed; never where real data is."""
    return _switch("PAYUNG_DEBUG")


def port() -> int:
    """Return the port to serve on.

    Raises:
        ValueError: `PORT` is no port number.
    """
    number = int(_text("PORT") or DEFAULT_PORT)
    if not 0 < number < 65536:
        raise ValueError(number)
    return number


def use_home(folder: Path) -> None:
    """Make this process and its children keep their data in `folder` (tests)."""
    os.environ["PAYUNG_HOME"] = str(folder)


def choose_settings() -> None:
    """Name Django's settings to this process, unless they were named already."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.config.settings")
