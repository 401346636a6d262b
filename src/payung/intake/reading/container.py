"""Find out from the first bytes what a file is; the name is not looked at.

Only a plain .xlsx workbook and delimited text go on; everything else is refused with a message
of its own (trust.md F25, F26, F27).
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

from payung.core.errors import Refused
from payung.core.finding import refusal
from payung.intake.reading import archive
from payung.intake.reading.limits import MIB, Limits

_HEAD_BYTES = 64 * 1024
_MAGIC = (
    (b"%PDF-", "FILE-07"),
    (b"\x89PNG", "FILE-09"),
    (b"\xff\xd8\xff", "FILE-09"),
    (b"GIF8", "FILE-09"),
    (b"BM\x00", "FILE-09"),
    (b"II*\x00", "FILE-09"),
    (b"MM\x00*", "FILE-09"),
    (b"RIFF", "FILE-09"),
    (b"\x1f\x8b", "FILE-10"),
    (b"Rar!", "FILE-10"),
    (b"7z\xbc\xaf", "FILE-10"),
    (b"{\\rtf", "FILE-10"),
    (b"\x7fELF", "FILE-10"),
    (b"MZ\x90", "FILE-10"),
)
_MARKUP = re.compile(
    rb"(?i)\s*(?:<\?xml|<!doctype|<!--|<html|<head|<body|<table|<style|<meta|<div|mime-version:)"
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_CONTROLS = bytes(sorted(set(range(32)) - {0, 9, 10, 11, 12, 13, 26, 27})) + b"\x7f"


class Container(StrEnum):
    """Name the two kinds of file that are read."""

    WORKBOOK = "xlsx"
    TEXT = "csv"


def identify(path: Path, limits: Limits) -> Container:
    """Return what the file is.

    Raises:
        Refused: empty, over the size cap, or of a kind that is not read (FILE codes).
    """
    size = path.stat().st_size
    if size == 0:
        raise refusal("FILE-01")
    if size > limits.file_bytes:
        raise refusal("FILE-02", size=-(-size // MIB), cap=limits.file_bytes // MIB)
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith(_OLE):
        raise _ole_refusal(path)
    if head.startswith(b"PK"):
        archive.check(path, limits)
        return Container.WORKBOOK
    for magic, code in _MAGIC:
        if head.startswith(magic):
            raise refusal(code)
    _check_text(head)
    return Container.TEXT


def _check_text(head: bytes) -> None:
    plain = _without_zero_bytes(head)
    if not plain.strip():
        raise refusal("FILE-01")
    if _MARKUP.match(plain):
        raise refusal("FILE-08")
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > len(head) // 20:
        raise refusal("FILE-10")


def _without_zero_bytes(head: bytes) -> bytes:
    """Bring the ASCII part of UTF-16 and UTF-8 text to plain bytes, without its mark."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    return head.replace(b"\x00", b"")


def _ole_refusal(path: Path) -> Refused:
    """Tell the old .xls from a workbook locked with a password; both are OLE containers."""
    with path.open("rb") as file:
        content = file.read(8 * MIB)
        file.seek(max(0, path.stat().st_size - 8 * MIB))
        content += file.read()
    if _ENCRYPTED_PACKAGE in content:
        return refusal("FILE-04")
    is_workbook = any(stream in content for stream in _WORKBOOK_STREAMS)
    return refusal("FILE-03" if is_workbook else "FILE-10")
