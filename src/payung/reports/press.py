"""Lay the press's figures beside ours, and say where they do not agree."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib import resources
from typing import Any

import yaml

from payung.coverage.figures import as_json
from payung.coverage.selectors import figures
from payung.registry.models import StatedFigure


def compare(*, programme_code: str, until: date) -> list[dict[str, Any]]:
    """Return the press's figures up to a day: code, day, stated, ours, agrees, source, note.

    Ours is that of the same day; `agrees` compares at the precision the press wrote, and is None
    where there is nothing of ours to compare with.
    """
    stated = StatedFigure.objects.filter(
        programme_id=programme_code, code__startswith="PRESS_", as_of__lte=until
    ).order_by("as_of", "pk")
    shown: dict[date, dict[str, Any]] = {}
    rows = []
    for figure in stated:
        if figure.as_of not in shown:
            shown[figure.as_of] = as_json(
                figures(programme_code=programme_code, as_of=figure.as_of)
            )
        ours = _at(shown[figure.as_of], definitions().get(figure.code, {}).get("ours"))
        rows.append(
            {"code": figure.code, "as_of": figure.as_of.isoformat(),
             "stated": f"{figure.value.normalize():f}", "ours": ours,
             "agrees": None if ours is None else _agree(figure.value, Decimal(ours)),
             "source": figure.source, "note": figure.note}
        )  # fmt: skip
    return rows


@cache
def definitions() -> Mapping[str, Mapping[str, str]]:
    """Return what the press's figures are called, and where ours stands in `coverage show`."""
    text = (
        resources.files("payung.reports").joinpath("definitions", "press.yaml").read_text("utf-8")
    )
    return yaml.safe_load(text)


def _at(shown: Mapping[str, Any], path: str | None) -> str | None:
    value: Any = shown
    for step in path.split(".") if path else ():
        value = value[step]
    return None if path is None or value is None else str(value)


def _agree(stated: Decimal, ours: Decimal) -> bool:
    written = stated.normalize()
    return ours.quantize(Decimal(1).scaleb(min(0, int(written.as_tuple().exponent))),
                         ROUND_HALF_UP) == written  # fmt: skip
