"""Read the figures of a programme on a day: four plain statements, whatever the history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from payung.core.period import Month
from payung.core.rules.coverage import definitions, percent
from payung.coverage.figures import Figures, KindFigures, Ratio, Unit
from payung.db.sql import run
from payung.reconciliation import selectors as reconciliation
from payung.registry.models import InsurerList

STANDINGS = ("REGISTERED", "ACTIVE", "GRACE_1", "GRACE_2", "LAPSED", "ENDED")
DEATH_COVERS = ("NONE", "FUNERAL_ONLY", "FULL")


class SpeakingList(NamedTuple):
    """An insurer's list and the month that it speaks for.

    `silent_month` is what an active entry without a last paid month confirms, None for nothing.
    """

    list_id: int
    as_of: date
    month: Month
    silent_month: Month | None


def figures(*, programme_code: str, as_of: date) -> Figures:
    """Return the figures of a programme as they stand on `as_of`.

    Standing and coverage come from the derived months: derive them first
    (`coverage.services.ensure_derived`).
    """
    scope: dict[str, Any] = {"programme_code": programme_code, "as_of": as_of}
    reached = run("coverage/count_reach", scope).one()
    stated = {row["code"]: row for row in run("coverage/read_stated_figures", scope).dicts()}
    rows = units(programme_code=programme_code, as_of=as_of)
    confirmed, confirmed_on, standing, death_cover = _standings(programme_code, as_of)
    return Figures(
        programme_code=programme_code,
        as_of=as_of,
        reach=_ratio("reach", reached["workers_count"], stated.get("ASN_COUNT"), as_of),
        registered_asn=reached["registered_count"],
        sponsors=reached["sponsors_count"],
        coverage=_ratio("coverage", confirmed, stated.get("INFORMAL_WORKERS"), confirmed_on),
        opd=_kind(rows, ("OPD",), stated.get("OPD_COUNT")),
        kecamatan=_kind(rows, ("KECAMATAN",), stated.get("KECAMATAN_COUNT")),
        others=_kind(rows, ("BAGIAN", "SCHOOL", "CLINIC", "UPTD", "OTHER"), None),
        units=rows,
        standing=standing,
        death_cover=death_cover,
        deaths=_stated_int(stated.get("DEATHS")),
        deaths_paid_rp=_stated_int(stated.get("DEATHS_PAID_RP")),
    )


def units(*, programme_code: str, as_of: date) -> tuple[Unit, ...]:
    """Return every unit standing on the day with its servants, sponsors and their workers."""
    scope = {"programme_code": programme_code, "as_of": as_of}
    return tuple(Unit(**row) for row in run("coverage/count_units", scope).dicts())


def speaking_list(*, programme_code: str, month: Month) -> SpeakingList | None:
    """Return the insurer's list that speaks for `month`, None when none does."""
    found = reconciliation.speaking_list(programme_code=programme_code, month=month)
    if found is None:
        return None
    silent_month = None if found["has_months"] else Month.of(found["as_of"])
    return SpeakingList(found["id"], found["as_of"], month, silent_month)


def _confirmed_last(programme_code: str, month: Month) -> tuple[Month, date] | None:
    """Return the newest month up to `month` that a list speaks for, and the day of that list."""
    if spoken := speaking_list(programme_code=programme_code, month=month):
        return spoken.month, spoken.as_of
    earlier = InsurerList.objects.filter(programme_id=programme_code).order_by("-as_of").first()
    return (Month.of(earlier.as_of), earlier.as_of) if earlier else None


def _standings(
    programme_code: str, as_of: date
) -> tuple[int, date, dict[str, int], dict[str, int]]:
    """Return the confirmed workers and the day of their list, and the standings of the month."""
    month = Month.of(as_of)
    confirmed_in, confirmed_on = _confirmed_last(programme_code, month) or (month, as_of)
    rows = run(
        "coverage/count_standings",
        {
            "programme_code": programme_code,
            "month": month.first_day,
            "confirmed_month": confirmed_in.first_day,
        },
    ).dicts()
    standing, death_cover = dict.fromkeys(STANDINGS, 0), dict.fromkeys(DEATH_COVERS, 0)
    confirmed = 0
    for row in rows:
        if row["month"] == confirmed_in.first_day and row["evidence"] == "CONFIRMED":
            confirmed += row["workers_count"]
        if row["month"] == month.first_day:
            standing[row["standing"]] += row["workers_count"]
            death_cover[row["death_cover"]] += row["workers_count"]
    return confirmed, confirmed_on, standing, death_cover


def _ratio(code: str, numerator: int, base: dict[str, Any] | None, as_of: date) -> Ratio:
    definition = f"{code}-{definitions()[code].version}"
    if base is None:
        return Ratio(numerator, None, None, as_of, "", definition)
    denominator = int(base["value"])
    return Ratio(
        numerator, denominator, percent(numerator, denominator), as_of, base["source"], definition
    )


def _kind(rows: Iterable[Unit], kinds: Sequence[str], stated: dict[str, Any] | None) -> KindFigures:
    own = [row for row in rows if row.kind in kinds]
    counts = [row.asn_count for row in own if row.asn_count is not None]
    return KindFigures(
        total=_stated_int(stated) if stated else len(own),
        taking_part=sum(row.sponsors_count > 0 for row in own),
        asn=sum(counts) if counts else None,
        sponsors=sum(row.sponsors_count for row in own),
        workers=sum(row.workers_count for row in own),
        at_100=tuple(row.label for row in own if row.is_complete),
    )


def _stated_int(figure: dict[str, Any] | None) -> int:
    return int(figure["value"]) if figure else 0
