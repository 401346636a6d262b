"""Make, start and stop one embedded PostgreSQL: its folders, its settings, its programs."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo

from payung.core.errors import Refused
from payung.db import postgres

OWNER = "payung"
APPLICATION = "payung_app"
DATABASE = "payung"
MARK = "id"  # tells this data folder from an earlier one under the same path
_LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432") - 1
_TRIES_AFTER_A_KILL = 20
_BETWEEN_TRIES_SECONDS = 0.25
_SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "maintenance_work_mem": "256MB",
    "work_mem": "32MB",
    "max_wal_size": "4GB",
    "jit": "off",
    "timezone": "Asia/Jakarta",
    # The log of the server must not repeat statements, keys or rows: they hold personal data.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


class Cluster:
    """The embedded server of one data folder; nothing is touched before `start`."""

    def __init__(self, home: Path, settings: Mapping[str, str] | None = None) -> None:
        self.home = home
        self.settings = {**_SETTINGS, **(settings or {})}
        self.account = postgres.account()
        self.programs = postgres.programs()
        self.major = postgres.major_of(self.programs)

    @property
    def root(self) -> Path:
        """Return the folder of the data: the home, or for root a place the account can reach.

        That place is named after the home's own mark, so that a folder made anew under an old
        path starts with empty data.
        """
        nearest = next(step for step in (self.home, *self.home.parents) if step.exists())
        if self.account.may_pass(nearest):
            return self.home
        mark = self.home / MARK
        told = mark.read_text() if mark.exists() else ""
        return postgres.STATE / f"home-{postgres.short_hash(f'{self.home} {told}')}"

    @property
    def data(self) -> Path:
        """Return the data folder of this major version."""
        return self.root / f"pg{self.major}"

    @property
    def socket_folder(self) -> Path:
        """Return where the socket is; its path must stay under 107 bytes."""
        folder = self.root / "run"
        if len(os.fsencode(folder)) <= _LONGEST_SOCKET_FOLDER:
            return folder
        short = postgres.short_hash(str(self.home))
        if os.geteuid() == 0:
            return postgres.STATE / f"run-{short}"
        return Path(tempfile.gettempdir()) / f"payung-{os.geteuid()}-{short}"

    def url(self, role: str = APPLICATION, database: str = DATABASE) -> str:
        """Return the address under which `role` reaches `database`."""
        return make_conninfo(host=str(self.socket_folder), user=role, dbname=database)

    def exists(self) -> bool:
        """Tell whether the data folder has been made."""
        return (self.data / "PG_VERSION").exists()

    def ready(self) -> bool:
        """Tell whether the server answers: it says so itself, and its socket takes a caller."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except (FileNotFoundError, PermissionError):
            return False
        if len(lines) < 8 or lines[7].strip() != "ready":
            return False
        with socket.socket(socket.AF_UNIX) as caller:
            try:
                caller.connect(str(self.socket_folder / ".s.PGSQL.5432"))
            except OSError:
                return False
        return True

    def start(self) -> None:
        """Make the data folder when missing, and start the server; the caller holds the lock.

        Raises:
            Refused: the data belong to another version, or the server does not start.
        """
        self._refuse_other_version()
        self.programs = postgres.reachable(self.programs, self.account)
        if self.root != self.home:
            postgres.state_folder()
        self._own(self.root, 0o700)
        if not self.exists():
            self._initialise()
        self._own(self.socket_folder, 0o700)
        self._write_settings()
        if not self._launched():
            raise Refused(
                "PG-05",
                "PostgreSQL tidak mau mulai.",
                f"Baca {self.data / 'server.log'}; payung doctor memeriksa selebihnya.",
            )

    def _launched(self) -> bool:
        """Start the server; the helpers of one that was killed need a moment to be gone."""
        tries = _TRIES_AFTER_A_KILL if (self.data / "postmaster.pid").exists() else 1
        while tries:
            done = self._call("pg_ctl", "start", "-D", self.data, "-w", "-t", "120", "-s",
                              "-l", self.data / "server.log")  # fmt: skip
            if done.returncode == 0:
                return True
            tries -= 1
            time.sleep(_BETWEEN_TRIES_SECONDS)
        return False

    def stop(self) -> None:
        """Stop the server and wait for its end."""
        self.programs = postgres.reachable(self.programs, self.account)
        self._call("pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w", "-t", "120", "-s")

    def _initialise(self) -> None:
        draft = self.root / f"pg{self.major}.draft"
        shutil.rmtree(draft, ignore_errors=True)
        self._own(draft, 0o700)
        done = self._call("initdb", "-D", draft, "-U", OWNER, "-E", "UTF8", "--data-checksums",
                          "--auth-local=trust", "--auth-host=reject", *self._locale())  # fmt: skip
        if done.returncode:
            raise Refused("PG-06", "Data PostgreSQL tidak dapat dibuat.", done.stderr.strip())
        with (draft / "postgresql.conf").open("a") as file:
            file.write("\ninclude = 'payung.conf'\n")
        draft.rename(self.data)

    def _locale(self) -> list[str]:
        if self.major >= 18:
            builtin = "PG_UNICODE_FAST"
        elif self.major == 17:
            builtin = "C.UTF-8"
        else:
            return ["--locale=C.UTF-8"]
        return ["--locale-provider=builtin", f"--builtin-locale={builtin}", "--locale=C"]

    def _write_settings(self) -> None:
        settings = {**self.settings, "unix_socket_directories": f'"{self.socket_folder}"'}
        lines = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n"
                 for name, value in settings.items()]  # fmt: skip
        target = self.data / "payung.conf"
        target.write_text("# Written at every start; changes here are lost.\n" + "".join(lines))
        os.chown(target, self.account.uid, self.account.gid)

    def _refuse_other_version(self) -> None:
        others = sorted(folder.name for folder in self.root.glob("pg[0-9]*[0-9]"))
        if others and self.data.name not in others:
            raise Refused(
                "PG-07",
                f"Data di {self.root} dari PostgreSQL {others[-1][2:]}; yang ada {self.major}.",
                "Pakai versi itu lewat PAYUNG_PG_BIN, atau pindahkan data dengan pg_dump dan psql.",
            )

    def _own(self, folder: Path, mode: int) -> None:
        """Make `folder` the account's own, and refuse one that somebody else has put there."""
        folder.mkdir(parents=True, exist_ok=True)
        if folder == self.home:
            return
        found = folder.lstat()
        ours = found.st_uid in (os.geteuid(), self.account.uid)
        if not ours or not stat.S_ISDIR(found.st_mode):
            raise Refused("PG-08", f"{folder} milik akun lain.", "Hapus folder itu.")
        os.chown(folder, self.account.uid, self.account.gid)
        folder.chmod(mode)

    def _call(self, program: str, *arguments: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.programs / program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            **self.account.options(),
        )
