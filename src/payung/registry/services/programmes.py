"""Load a regency's pack into the registers; loading it again adds what is new in it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from payung.audit.services import record
from payung.core.finding import refusal
from payung.core.identity import region_code
from payung.db.locks import advisory_lock
from payung.registry import agency_names, packs
from payung.registry.models import (
    Agency,
    AgencyAlias,
    AgencyName,
    Programme,
    Region,
    StatedFigure,
)


@transaction.atomic
def add_programme(*, pack: str, by: str) -> Programme:
    """Load a built-in pack or the pack in a folder; safe to repeat, nothing is taken away.

    Names, settings and figures are set to what the pack says now; units and regions are added.

    Raises:
        Refused: the pack is not right, or its name is taken by another regency.
    """
    read = packs.read(pack)
    advisory_lock("registry")
    programme = _programme(read)
    _add_regions(read.regency_code)
    units = _add_units(programme, read)
    _add_names(programme, read, units)
    _add_figures(programme, read, units)
    record(
        by=by,
        action="registry.add_programme",
        table="registry_programme",
        key=programme.code,
        detail={"units": len(units), "figures": len(read.figures)},
    )
    return programme


def _programme(read: packs.Pack) -> Programme:
    held = Programme.objects.filter(pk=read.code).first()
    if held and held.regency_code != read.regency_code:
        raise refusal("PACK-06", pack=read.code, regency=held.regency_name)
    tiles = [
        {"code": code, "row": row, "column": column} for code, (row, column) in read.tiles.items()
    ]
    extras = {"tiles": tiles, "legal_documents": read.legal_documents}
    programme, _ = Programme.objects.update_or_create(
        code=read.code,
        defaults={
            "name": read.name,
            "regency_code": read.regency_code,
            "regency_name": read.regency_name,
            "zone": read.zone,
            "words": read.words,
            "settings": {**read.settings, **extras},
        },
    )
    return programme


def _add_regions(regency_code: str) -> None:
    Region.objects.bulk_create(_regions(regency_code), ignore_conflicts=True)


def _regions(regency_code: str) -> Iterator[Region]:
    yield Region(
        code=regency_code,
        parent_code=regency_code[:2],
        level="REGENCY",
        name=region_code.name_of(regency_code) or regency_code,
    )
    for kecamatan in region_code.children(regency_code):
        for found in (kecamatan, *region_code.children(kecamatan.code)):
            yield Region(
                code=found.code,
                parent_code=found.code.rpartition(".")[0],
                level=found.kind.upper(),
                name=found.name,
            )


def _add_units(programme: Programme, read: packs.Pack) -> dict[str, Agency]:
    Agency.objects.bulk_create(
        (
            Agency(
                programme=programme, code=unit.code, kind=unit.kind, region_code=unit.region_code
            )
            for unit in read.units.values()
        ),
        ignore_conflicts=True,
    )
    units = {agency.code: agency for agency in Agency.objects.filter(programme=programme)}
    linked = []
    for unit in read.units.values():
        agency = units[unit.code]
        targets = {
            link: units[getattr(unit, link)].pk if getattr(unit, link) else None
            for link in ("parent", "collector", "reporter")
        }
        if any(getattr(agency, f"{link}_id") != target for link, target in targets.items()):
            for link, target in targets.items():
                setattr(agency, f"{link}_id", target)
            linked.append(agency)
    Agency.objects.bulk_update(linked, ["parent", "collector", "reporter"])
    return units


def _add_names(programme: Programme, read: packs.Pack, units: dict[str, Agency]) -> None:
    keys: dict[str, str] = {}
    for unit in read.units.values():
        for name in unit.names:  # in the order of the file: an old name ends before a new begins
            AgencyName.objects.update_or_create(
                agency=units[unit.code],
                name=name.name,
                short_name=name.short_name,
                defaults={"valid": (name.from_date, name.until_date), "source": name.source},
            )
        for written in _written(unit):
            key = agency_names.key_of(written, read.regency_name)
            other = keys.setdefault(key, unit.code)
            if other != unit.code:
                raise refusal("PACK-05", pack=read.code, alias=written, one=other, other=unit.code)
    AgencyAlias.objects.bulk_create(
        (
            AgencyAlias(programme=programme, key=key, agency=units[code])
            for key, code in keys.items()
        ),
        ignore_conflicts=True,
    )


def _written(unit: packs.Unit) -> Iterator[str]:
    for name in unit.names:
        yield name.name
        if name.short_name:
            yield name.short_name
    yield from unit.aliases


def _add_figures(programme: Programme, read: packs.Pack, units: dict[str, Agency]) -> None:
    for figure in read.figures:
        StatedFigure.objects.update_or_create(
            programme=programme,
            agency=units[figure.agency] if figure.agency else None,
            code=figure.code,
            as_of=figure.as_of,
            defaults={"value": figure.value, "source": figure.source, "note": figure.note},
        )
