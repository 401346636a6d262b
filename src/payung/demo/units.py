"""Give a programme the units of the story that its pack does not have."""

from __future__ import annotations

from payung.demo.plan import Plan
from payung.registry.agency_names import key_of
from payung.registry.models import Agency, AgencyAlias, AgencyName, Programme, StatedFigure

SOURCE = "Contoh buatan untuk demo"


def add_units(programme: Programme, plan: Plan) -> None:
    """Add the units that the pack does not have, marked as invented, and state head counts."""
    fillers = [unit for unit in plan.units if unit.name]
    held = agencies(programme)
    Agency.objects.bulk_create(
        Agency(
            programme=programme, code=unit.code, kind=unit.kind, is_invented=True,
            region_code=unit.region_code or programme.regency_code,
            collector=held.get(unit.collector),
        )
        for unit in fillers
    )  # fmt: skip
    held = agencies(programme)
    AgencyName.objects.bulk_create(
        AgencyName(
            agency=held[unit.code], name=unit.name, short_name=unit.short_name, valid=(None, None),
            source=SOURCE,
        )
        for unit in fillers
    )  # fmt: skip
    keys = {
        key_of(written, programme.regency_name): held[unit.code]
        for unit in fillers
        for written in (unit.name, unit.short_name)
        if written
    }
    AgencyAlias.objects.bulk_create(
        (AgencyAlias(programme=programme, key=key, agency=agency) for key, agency in keys.items()),
        ignore_conflicts=True,
    )
    StatedFigure.objects.bulk_create(
        StatedFigure(
            programme=programme, agency=held[unit.code], code="ASN_COUNT", value=unit.asn_count,
            as_of=plan.first_month.first_day, source=SOURCE,
        )
        for unit in plan.units
        if unit.asn_count is not None
    )  # fmt: skip


def agencies(programme: Programme) -> dict[str, Agency]:
    """Return the units of a programme by code."""
    return {agency.code: agency for agency in Agency.objects.filter(programme=programme)}
