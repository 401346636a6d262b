"""Read programmes, units and people; every list is masked, and no list holds a sealed value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from payung.core.finding import refusal
from payung.registry import agency_names
from payung.registry.models import Agency, AgencyAlias, AgencyName, Programme


def programme(code: str) -> Programme:
    """Return one programme.

    Raises:
        Refused: there is no programme of that code (REG-20).
    """
    found = Programme.objects.filter(pk=code).first()
    if found is None:
        raise refusal("REG-20", programme=code)
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


def agencies_in_text(*, programme_code: str, texts: Sequence[str]) -> dict[str, int]:
    """Return the unit that each free text names, by the longest alias in it as whole words.

    Texts that name no unit, or two equally, are left out.
    """
    owner = programme(programme_code)
    keys = unit_keys(owner)
    found = (
        (text, agency_names.find_in_text(text, keys, owner.regency_name)) for text in set(texts)
    )
    return {text: unit for text, unit in found if unit is not None}


def names_on(agencies: Mapping[int, Agency] | Sequence[int], day: date) -> dict[int, str]:
    """Return what units were called on a day; a unit without a name that day has its code."""
    wanted = list(agencies)
    names = dict(Agency.objects.filter(pk__in=wanted).values_list("pk", "code"))
    named = AgencyName.objects.filter(agency__in=wanted, valid__contains=day)
    return {**names, **dict(named.values_list("agency_id", "name"))}


def programmes() -> list[dict[str, str]]:
    """Return code, name and regency of every programme, by code."""
    fields = ("code", "name", "regency_code", "regency_name")
    rows = Programme.objects.order_by("code").values_list(*fields)
    return [dict(zip(fields, row, strict=True)) for row in rows]
