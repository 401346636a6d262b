"""Read programmes and what their units are called."""

from __future__ import annotations

from payung.core.finding import refusal
from payung.registry import agency_names, packs
from payung.registry.models import AgencyAlias, AgencyName, Programme


def programme(code: str) -> Programme:
    """Return one programme.

    Raises:
        Refused: there is no programme of that code (REG-20).
    """
    found = Programme.objects.filter(pk=code).first()
    if found is None:
        known = ", ".join(programme_codes()) or "-"
        raise refusal("REG-20", programme=code, known=known, packs=", ".join(packs.built_in()))
    return found


def programme_codes() -> list[str]:
    """Return the codes of all programmes, in order."""
    return list(Programme.objects.order_by("code").values_list("code", flat=True))


def unit_keys(programme: Programme) -> dict[str, int]:
    """Return the unit that each key stands for: names of all dates, short names and aliases."""
    keys: dict[str, int] = {}
    names = AgencyName.objects.filter(agency__programme=programme)
    for agency_id, *written in names.values_list("agency_id", "name", "short_name"):
        for text in filter(None, written):
            keys[agency_names.key_of(text, programme.regency_name)] = agency_id
    aliases = AgencyAlias.objects.filter(programme=programme)
    return {**keys, **dict(aliases.values_list("key", "agency_id"))}


def programmes() -> list[dict[str, str]]:
    """Return code, name and regency of every programme, by code."""
    fields = ("code", "name", "regency_code", "regency_name")
    rows = Programme.objects.order_by("code").values_list(*fields)
    return [dict(zip(fields, row, strict=True)) for row in rows]
