"""Reduce a unit's name, as lists and bank lines write it, to a key; no database, no legal content.

The key is the name's words in capitals without spaces and signs, with the usual shortenings
written out and the regency's own name left out: "KEC. PATEBON KAB. KENDAL" is KECAMATANPATEBON.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher

_WORD = re.compile(r"[A-Z0-9]+")
_SPELT_OUT = {
    "KEC": "KECAMATAN",
    "DIN": "DINAS",
    "BDN": "BADAN",
    "BAG": "BAGIAN",
    "KEL": "KELURAHAN",
    "SEKRT": "SEKRETARIAT",
    "PKM": "PUSKESMAS",
    "PUSK": "PUSKESMAS",
    "KAB": "KABUPATEN",
    "PEMKAB": "KABUPATEN",
}
_FORMS = frozenset({"KABUPATEN", "KOTA"})
_SILENT = frozenset({"DAN", "PEMERINTAH", "PADA"})
_LONGEST_WORDS = 12
_LIKE_ENOUGH = 0.72


def words_of(text: str, regency_name: str = "") -> list[str]:
    """Return the words that tell units apart; `regency_name` is as in "Kabupaten Kendal"."""
    plain = unicodedata.normalize("NFKC", text).upper().replace("&", " DAN ")
    words = [_SPELT_OUT.get(word, word) for word in _WORD.findall(plain)]
    return _without_regency([word for word in words if word not in _SILENT], regency_name)


def key_of(name: str, regency_name: str = "") -> str:
    """Return the key of a unit's name; empty when the name holds no letter or digit."""
    return "".join(words_of(name, regency_name))


def find(name: str, keys: Mapping[str, int], regency_name: str = "") -> int | None:
    """Return the unit whose key the name has; the regency's bare name may stand at its end."""
    words = words_of(name, regency_name)
    found = keys.get("".join(words))
    bare = _bare(regency_name)
    if found is None and len(words) > len(bare) and bare and words[-len(bare) :] == bare:
        found = keys.get("".join(words[: -len(bare)]))
    return found


def find_in_text(text: str, keys: Mapping[str, int], regency_name: str = "") -> int | None:
    """Return the unit whose longest key stands in the text as whole words.

    None when there is no such unit, or when two units share the longest length.
    """
    words = words_of(text, regency_name)
    best: dict[int, set[int]] = {}
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST_WORDS) + 1):
            key = "".join(words[start:end])
            if (unit := keys.get(key)) is not None:
                best.setdefault(len(key), set()).add(unit)
    units = best[max(best)] if best else set()
    return next(iter(units)) if len(units) == 1 else None


def most_like(name: str, keys: Mapping[str, int], regency_name: str = "") -> int | None:
    """Return the unit whose key looks most like the name, None when none looks alike."""
    wanted = key_of(name, regency_name)
    scored = ((_likeness(wanted, key), key) for key in sorted(keys))
    score, key = max(scored, default=(0.0, ""))
    return keys[key] if score >= _LIKE_ENOUGH else None


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < _LIKE_ENOUGH:
        return 0.0
    return matcher.ratio()


def _bare(regency_name: str) -> list[str]:
    return [word for word in _WORD.findall(regency_name.upper()) if word not in _FORMS]


def _without_regency(words: list[str], regency_name: str) -> list[str]:
    """Take out "KABUPATEN <NAME>" where it stands, but never the whole name."""
    whole = _WORD.findall(regency_name.upper())
    if len(whole) < 2:
        return words
    for start in range(len(words) - len(whole) + 1):
        if words[start : start + len(whole)] == whole and len(words) > len(whole):
            return words[:start] + words[start + len(whole) :]
    return words
