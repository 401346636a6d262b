"""Find the encoding of a text file from its content, reading all of it once.

UTF-8 and UTF-16 are accepted when they decode without a fault; anything else is tried as
Windows-1252, the habit of office programs, and accepted only when the result is plausible text.
A file that mixes encodings is refused: no broken name is stored (trust.md F15).
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from payung.core.finding import refusal
from payung.intake.reading.limits import MIB

_SAMPLE_BYTES = 64 * 1024
_BROKEN_UTF8 = re.compile("[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u2018-\u2022]|\u00e2\u20ac")
_STRANGE = re.compile(
    "[\u00a1-\u00ac\u00ae\u00af\u00b1-\u00b6\u00b8-\u00bf\u00d0\u00de\u00f0\u00fe]"
)
_LETTERS = re.compile("[\u00c0-\u00ff\u2013-\u2026\u00a0\u00b0\u00b7\u0160-\u017e\u20ac]")


def detect(path: Path) -> str:
    """Return the name of the codec that reads the file.

    Raises:
        Refused: FILE-20, no encoding fits without loss.
    """
    with path.open("rb") as file:
        sample = file.read(_SAMPLE_BYTES)
    wide = _utf16_codec(sample)
    if wide is not None:
        if not _decodes(path, wide):
            raise refusal("FILE-20")
        return wide
    if _decodes(path, "utf-8-sig"):
        return "utf-8-sig"
    if not sample.startswith(codecs.BOM_UTF8) and _plausible_cp1252(path):
        return "cp1252"
    raise refusal("FILE-20")


def _utf16_codec(sample: bytes) -> str | None:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _decodes(path: Path, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)("strict")
    with path.open("rb") as file:
        try:
            while block := file.read(MIB):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _plausible_cp1252(path: Path) -> bool:
    letters = strange = 0
    decoder = codecs.getincrementaldecoder("cp1252")("strict")
    with path.open("rb") as file:
        try:
            while block := file.read(MIB):
                text = decoder.decode(block)
                if _BROKEN_UTF8.search(text):
                    return False
                letters += len(_LETTERS.findall(text))
                strange += len(_STRANGE.findall(text))
        except UnicodeDecodeError:
            return False
    return strange <= letters
