"""Read a regency's pack, a folder of data files, and say what is wrong with it and where.

A pack holds `programme.yaml`, `agencies.csv` (one row a unit's dated name), `figures.yaml`,
`targets.yaml` and `districts.csv` (where a kecamatan lies on the tile map); the last three may be
missing. `docs/guides/add-a-regency.md` explains every column. No legal content.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from importlib import resources
from importlib.resources.abc import Traversable
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from payung.core.errors import Refused
from payung.core.finding import refusal
from payung.core.identity import region_code
from payung.registry import settings as programme_settings

AGENCY_COLUMNS = (
    "code", "kind", "name", "short_name", "from", "until", "aliases", "parent", "collector",
    "reporter", "region_code", "source",
)  # fmt: skip
AGENCY_KINDS = ("OPD", "KECAMATAN", "BAGIAN", "SCHOOL", "CLINIC", "UPTD", "OTHER")
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TARGET_CODE = "TARGET_COVERAGE_PERCENT"


@dataclass(frozen=True)
class Name:
    """What a unit is called from a day until a day (exclusive); None is open."""

    name: str
    short_name: str
    from_date: date | None
    until_date: date | None
    source: str


@dataclass
class Unit:
    """A unit of the regency's government with its names of all dates."""

    code: str
    kind: str
    parent: str = ""
    collector: str = ""
    reporter: str = ""
    region_code: str = ""
    names: list[Name] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Figure:
    """A figure somebody stated; `agency` is a unit's code or empty."""

    code: str
    value: Decimal
    as_of: date
    source: str
    note: str = ""
    agency: str = ""


@dataclass(frozen=True)
class Pack:
    """All that a pack says."""

    code: str
    name: str
    regency_code: str
    regency_name: str
    zone: str
    words: dict[str, str]
    settings: dict[str, Any]
    legal_documents: list[dict[str, str]]
    units: dict[str, Unit]
    figures: list[Figure]
    tiles: dict[str, tuple[int, int]]


def built_in() -> list[str]:
    """Return the names of the packs that come with Payung."""
    folder = resources.files("payung.programmes")
    return sorted(entry.name for entry in folder.iterdir() if (entry / "programme.yaml").is_file())


def read(pack: str) -> Pack:
    """Return the built-in pack of that name, or the pack in that folder.

    Raises:
        Refused: there is none (PACK-01), the folder holds none (PACK-07) or its name is no code
            (PACK-08), or a file of it is not right (PACK-02 to PACK-04).
    """
    if pack in built_in():
        folder: Traversable = resources.files("payung.programmes") / pack
    else:
        folder = _own_folder(pack)
    return _Reader(folder, folder.name).read()


def _own_folder(pack: str) -> Path:
    folder = Path(pack).expanduser().resolve()
    if not pack or not folder.is_dir():
        raise refusal("PACK-01", pack=pack, known=", ".join(built_in()))
    if not (folder / "programme.yaml").is_file():
        raise refusal("PACK-07", pack=pack, known=", ".join(built_in()))
    if not _CODE.fullmatch(folder.name):
        raise refusal("PACK-08", pack=folder.name)
    return folder


class _Reader:
    """Reads the files of one folder; every doubt ends the reading with file, row and remedy."""

    def __init__(self, folder: Traversable, code: str) -> None:
        self.folder = folder
        self.code = code
        self.regency_code = ""

    def read(self) -> Pack:
        head = self._head()
        units = self._units()
        self._check_links(units)
        office = head["settings"].get("labour_office")
        if office and office not in units:
            raise self._wrong("programme.yaml", "settings", "labour_office", "agencies.csv: code")
        return Pack(units=units, figures=self._figures(units), tiles=self._tiles(), **head)

    def _head(self) -> dict[str, Any]:
        found = self._yaml("programme.yaml", {})
        for key in ("name", "regency_code", "zone"):
            if not isinstance(found.get(key), str) or not found[key]:
                raise self._wrong("programme.yaml", "-", key, "teks / text")
        regency_name = region_code.name_of(found["regency_code"])
        if regency_name is None or len(found["regency_code"]) != 5:
            raise self._wrong("programme.yaml", "-", "regency_code", '"33.24"')
        self.regency_code = found["regency_code"]
        try:
            ZoneInfo(found["zone"])
        except (ZoneInfoNotFoundError, ValueError) as problem:
            raise self._wrong("programme.yaml", "-", "zone", "Asia/Jakarta") from problem
        chosen = found.get("settings") or {}
        for key, value in chosen.items():
            if wanted := programme_settings.fault(key, value):
                raise self._wrong("programme.yaml", "settings", key, wanted)
        return {
            "code": self.code,
            "name": found["name"],
            "regency_code": self.regency_code,
            "regency_name": regency_name,
            "zone": found["zone"],
            "words": found.get("words") or {},
            "settings": chosen,
            "legal_documents": found.get("legal_documents") or [],
        }

    def _units(self) -> dict[str, Unit]:
        units: dict[str, Unit] = {}
        for number, row in self._csv("agencies.csv", AGENCY_COLUMNS):
            if not row["code"] or not row["name"]:
                raise self._wrong("agencies.csv", number, "code, name", "terisi / filled in")
            unit = units.get(row["code"])
            if unit is None:
                unit = units[row["code"]] = self._unit(number, row)
            start, end = (self._day("agencies.csv", number, c, row[c]) for c in ("from", "until"))
            if any(_overlap(start, end, n.from_date, n.until_date) for n in unit.names):
                raise self._wrong("agencies.csv", number, "from, until", "tanpa tumpang tindih")
            unit.names.append(Name(row["name"], row["short_name"], start, end, row["source"]))
            unit.aliases += [alias.strip() for alias in row["aliases"].split("|") if alias.strip()]
        return units

    def _unit(self, number: int, row: dict[str, str]) -> Unit:
        if row["kind"] not in AGENCY_KINDS:
            raise self._wrong("agencies.csv", number, "kind", "|".join(AGENCY_KINDS))
        place = row["region_code"]
        if place and (not region_code.is_valid(place) or not place.startswith(self.regency_code)):
            raise self._wrong("agencies.csv", number, "region_code", f"{self.regency_code}...")
        return Unit(
            code=row["code"],
            kind=row["kind"],
            parent=row["parent"],
            collector=row["collector"],
            reporter=row["reporter"],
            region_code=place or self.regency_code,
        )

    def _check_links(self, units: dict[str, Unit]) -> None:
        for unit in units.values():
            for link in ("parent", "collector", "reporter"):
                target = getattr(unit, link)
                if target and (target not in units or target == unit.code):
                    raise self._wrong("agencies.csv", unit.code, link, "code")

    def _figures(self, units: dict[str, Unit]) -> list[Figure]:
        figures = [
            self._figure("figures.yaml", number, entry, entry.get("code"), entry.get("as_of"))
            for number, entry in enumerate(self._yaml("figures.yaml", []), start=1)
        ]
        for number, entry in enumerate(self._yaml("targets.yaml", []), start=1):
            year = entry.get("year")
            if type(year) is not int or not 2000 <= year <= 2200:
                raise self._wrong("targets.yaml", number, "year", "2029")
            told = {
                "value": entry.get("percent"),
                "source": entry.get("source"),
                "note": f"{entry.get('document', '')}; {entry.get('base', '')}".strip("; "),
            }
            day = date(year, 12, 31)
            figures.append(self._figure("targets.yaml", number, told, TARGET_CODE, day))
        for figure in figures:
            if figure.agency and figure.agency not in units:
                raise self._wrong("figures.yaml", figure.code, "agency", "agencies.csv: code")
        return figures

    def _figure(
        self, file: str, number: int, entry: dict[str, Any], code: Any, as_of: Any
    ) -> Figure:
        if not isinstance(code, str) or not code.isupper():
            raise self._wrong(file, number, "code", "ASN_COUNT")
        if type(as_of) is not date:
            raise self._wrong(file, number, "as_of", "2025-06-10")
        if not entry.get("source"):
            raise self._wrong(file, number, "source", "teks / text")
        try:
            value = Decimal(str(entry.get("value")))
        except InvalidOperation as problem:
            raise self._wrong(file, number, "value", "10345") from problem
        return Figure(
            code, value, as_of, entry["source"], entry.get("note", ""), entry.get("agency", "")
        )

    def _tiles(self) -> dict[str, tuple[int, int]]:
        tiles: dict[str, tuple[int, int]] = {}
        for number, row in self._csv("districts.csv", ("code", "name", "row", "column"), True):
            code = row["code"]
            if len(code) != 8 or not code.startswith(self.regency_code):
                raise self._wrong("districts.csv", number, "code", f"{self.regency_code}.01")
            if not (row["row"].isdigit() and row["column"].isdigit()):
                raise self._wrong("districts.csv", number, "row, column", "1, 2, 3")
            tile = int(row["row"]), int(row["column"])
            if code in tiles or tile in tiles.values():
                raise self._wrong("districts.csv", number, "row, column", "satu kali / once")
            tiles[code] = tile
        return tiles

    def _yaml(self, name: str, empty: Any) -> Any:
        file = self.folder / name
        if not file.is_file():
            return empty
        try:
            found = yaml.safe_load(file.read_text("utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as problem:
            raise refusal("PACK-02", pack=self.code, file=name) from problem
        whole = found if found is not None else empty
        parts = whole if isinstance(whole, list) else [whole]
        if type(whole) is not type(empty) or not all(isinstance(part, dict) for part in parts):
            raise refusal("PACK-02", pack=self.code, file=name)
        return whole

    def _csv(
        self, name: str, columns: tuple[str, ...], optional: bool = False
    ) -> list[tuple[int, dict[str, str]]]:
        file = self.folder / name
        if optional and not file.is_file():
            return []
        try:
            text = StringIO(file.read_text("utf-8-sig"), newline="")
            rows = list(csv.DictReader(text, restkey="", restval="", strict=True))
        except (OSError, UnicodeDecodeError, csv.Error) as problem:
            raise refusal("PACK-02", pack=self.code, file=name) from problem
        if not rows or any(set(row) != set(columns) for row in rows):
            raise refusal("PACK-03", pack=self.code, file=name, columns=", ".join(columns))
        return [
            (number, {key: value.strip() for key, value in row.items()})
            for number, row in enumerate(rows, start=2)
        ]

    def _day(self, file: str, number: int, column: str, text: str) -> date | None:
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as problem:
            raise self._wrong(file, number, column, "2026-02-06") from problem

    def _wrong(self, file: str, row: int | str, column: str, wanted: str) -> Refused:
        return refusal("PACK-04", pack=self.code, file=file, row=row, column=column, wanted=wanted)


def _overlap(start: date | None, end: date | None, other: date | None, last: date | None) -> bool:
    return (start or date.min) < (last or date.max) and (other or date.min) < (end or date.max)
