"""Filters and small parts of pages: money, counts, months, days, tags and fields."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.forms import BoundField
from django.template.context import Context
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from payung.core.finding import Finding
from payung.core.money import format_rupiah
from payung.core.period import MONTH_NAMES, Month
from payung.web.words import FIELDS, tone, word

register = template.Library()


def language() -> str:
    """Return `id` or `en`, the language of the page."""
    return "en" if (get_language() or "").startswith("en") else "id"


@register.filter
def rupiah(value: int | None) -> str:
    """Show whole rupiah; nothing known is a dash."""
    return "–" if value is None else format_rupiah(int(value)).replace("-", "−")


@register.filter
def count(value: int | None) -> str:
    """Show a count with the thousands of the page's language; nothing known is a dash."""
    if value is None:
        return "–"
    text = f"{int(value):,}"
    return text if language() == "en" else text.replace(",", ".")


@register.filter
def percent(value: str | Decimal | None) -> str:
    """Show a percentage with the decimals it came with."""
    if value is None or value == "":
        return "–"
    return f"{value}%" if language() == "en" else f"{str(value).replace('.', ',')} %"


@register.filter
def day(value: date | str | None) -> str:
    """Show a day in words, such as 15 Agustus 2025."""
    if not value:
        return "–"
    on = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{on.day} {MONTH_NAMES[language()][on.month - 1]} {on.year}"


@register.filter
def moment(value: datetime | None, zone: str = "") -> str:
    """Show a moment as day and clock time in the programme's zone."""
    if value is None:
        return "–"
    local = timezone.localtime(value, ZoneInfo(zone) if zone else None)
    return (
        f"{day(local.date())}, {local:%H.%M}"
        if language() == "id"
        else (f"{day(local.date())}, {local:%H:%M}")
    )


@register.filter
def month(value: Month | date | str | None) -> str:
    """Show a month in words, such as September 2025."""
    if not value:
        return "–"
    if isinstance(value, str):
        value = Month.parse(value[:7])
    return (Month.of(value) if isinstance(value, date) else value).label(language())


@register.filter
def words(code: str, family: str) -> str | Promise:
    """Show a database capital in the words of the page."""
    return word(code, family)


@register.filter
def tag(code: str, family: str) -> SafeString:
    """Show a database capital as a coloured tag that also says it in words."""
    return format_html(
        '<strong class="tag tag--{}">{}</strong>', tone(code, family), word(code, family)
    )


@register.filter
def reason(found: dict[str, Any]) -> str:
    """Show why a row was noticed, in the page's language."""
    return _finding(found).message(language())


@register.filter
def mend(found: dict[str, Any]) -> str:
    """Show what can be done about it."""
    return _finding(found).mend(language())


@register.filter
def told(code: str) -> str:
    """Show what a code of the catalogue says."""
    return Finding(code).message(language())


@register.filter
def next_step(code: str) -> str:
    """Show what the catalogue advises for a code."""
    return Finding(code).mend(language())


def _finding(found: dict[str, Any]) -> Finding:
    return Finding(found["code"], found.get("column"), found.get("params") or {})


@register.inclusion_tag("web/parts/field.html")
def field(bound: BoundField, **values: Any) -> dict[str, Any]:
    """Draw one field with its label, help and error, each tied to the control."""
    describing = [f"{bound.id_for_label}-help"] if bound.help_text else []
    if bound.errors:
        describing.append(f"{bound.id_for_label}-error")
    attributes: dict[str, str | bool] = {}
    if describing:
        attributes["aria-describedby"] = " ".join(describing)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {"field": bound, "control": bound.as_widget(attrs=attributes), **values}


@register.inclusion_tag("web/parts/share.html")
def share(numerator: int, denominator: int) -> dict[str, Any]:
    """Draw a bar of n out of N with both numbers beside it; no N, no bar."""
    width = round(min(numerator / denominator, 1) * 100, 1) if denominator else None
    return {"numerator": numerator, "denominator": denominator, "width": width}


@register.simple_tag(takes_context=True)
def here(context: Context, name: str) -> SafeString:
    """Mark the part of the desk that the page belongs to, for eyes and for screen readers."""
    return SafeString(' aria-current="true"' if context.get("part") == name else "")


@register.simple_tag
def rest(total: int, part: int) -> str:
    """Show what is left of a sum of rupiah."""
    return rupiah(total - part)


@register.filter
def field_name(name: str) -> str | Promise:
    """Show what a column of a list means."""
    return FIELDS.get(name, name)
