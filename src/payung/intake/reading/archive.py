"""Judge a zip container by its directory before anything in it is unpacked.

Refuses what no office program writes: too many or too large entries, ratios of a bomb, names
that leave the folder, links, containers in the container, sizes that lie (trust.md F28, F32).
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from pathlib import Path

from payung.core.errors import Refused
from payung.core.finding import refusal
from payung.intake.reading.limits import MIB, Limits

DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, KeyError, ValueError, EOFError, OSError,
    RuntimeError,
)  # fmt: skip
"""What the zip library raises for a damaged container; nothing else is to be feared from it."""

_END = b"PK\x05\x06"
_END_SIZE = 22
_DIRECTORY_BYTES_PER_ENTRY = 2048
_RATIO_FROM_BYTES = 16 * MIB
_NESTED = (".zip", ".xlsx", ".xlsm", ".xls", ".ods", ".jar", ".7z", ".rar", ".gz")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


def check(path: Path, limits: Limits) -> None:
    """Let a sound .xlsx workbook pass.

    Raises:
        Refused: damaged, suspicious, or another office format in a zip (FILE codes).
    """
    _check_directory_size(path, limits)
    try:
        with zipfile.ZipFile(path) as container:
            entries = container.infolist()
            _check_format(container, {entry.filename for entry in entries})
    except DAMAGED:
        raise refusal("FILE-11") from None
    _check_entries(entries, path.stat().st_size, limits)


def _check_directory_size(path: Path, limits: Limits) -> None:
    """Bound the directory before the zip library loads it."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _END_SIZE - 0xFFFF))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_SIZE:
        raise refusal("FILE-11")
    count, size = struct.unpack("<HI", tail[at + 10 : at + 16])
    if count > limits.entries or size > limits.entries * _DIRECTORY_BYTES_PER_ENTRY:
        raise refusal("FILE-12")


def _check_format(container: zipfile.ZipFile, names: set[str]) -> None:
    if "mimetype" in names:
        raise refusal("FILE-06")
    if "xl/vbaProject.bin" in names:
        raise refusal("FILE-05")
    if "xl/workbook.bin" in names:
        raise refusal("FILE-16")
    if "[Content_Types].xml" not in names:
        raise refusal("FILE-10")
    info = container.getinfo("[Content_Types].xml")
    if info.flag_bits & _ENCRYPTED:
        raise refusal("FILE-04")
    if info.file_size > MIB or info.compress_type not in _METHODS:
        raise refusal("FILE-12")
    types = container.read(info)
    if b"macroEnabled" in types:
        raise refusal("FILE-05")
    if b"spreadsheetml" not in types:
        raise refusal("FILE-16")


def _check_entries(entries: list[zipfile.ZipInfo], file_bytes: int, limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise refusal("FILE-12")
    if sum(entry.compress_size for entry in entries) > file_bytes:
        raise refusal("FILE-12")
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise refusal("FILE-12")
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise refusal("FILE-13")
    for entry in entries:
        problem = _entry_problem(entry, limits)
        if problem is not None:
            raise problem


def _entry_problem(entry: zipfile.ZipInfo, limits: Limits) -> Refused | None:
    name = entry.orig_filename
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\x00" in name:
        return refusal("FILE-13")
    if stat.S_ISLNK(entry.external_attr >> 16) or name.lower().endswith(_NESTED):
        return refusal("FILE-13")
    if entry.flag_bits & _ENCRYPTED:
        return refusal("FILE-04")
    if entry.compress_type not in _METHODS:
        return refusal("FILE-11")
    large = entry.file_size >= _RATIO_FROM_BYTES
    if large and entry.file_size > limits.ratio * max(entry.compress_size, 1):
        return refusal("FILE-12")
    return None
