"""Read the figures of a programme on a day: four plain statements, whatever the history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from payung.core.calendar import due_date
from payung.core.period import Month
from payung.core.rules.coverage import definitions, percent
from payung.coverage.figures import Claims, Figures, KindFigures, Ratio, Standings, Unit
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
    confirmed, confirmed_on, standings = _standings(programme_code, as_of)
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
        standings=standings,
        claims=_claims(stated.get("DEATHS"), stated.get("DEATHS_PAID_RP")),
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


def _is_known(spoken: SpeakingList, as_of: date) -> bool:
    """Tell whether a month's list counts on a day of that month.

    It does from its own day on. A month's figures are those at its last day, so on that day the
    list of the month after counts, too, where the month has none of its own.
    """
    month = Month.of(as_of)
    if as_of == month.last_day and Month.of(spoken.as_of) == month + 1:
        return True
    return spoken.as_of <= as_of


def _confirmed_last(
    programme_code: str, as_of: date, spoken: SpeakingList | None
) -> tuple[Month, date] | None:
    """Return the newest month that a list known on the day speaks for, and the list's day."""
    if spoken and _is_known(spoken, as_of):
        return spoken.month, spoken.as_of
    earlier = InsurerList.objects.filter(
        programme_id=programme_code, as_of__lt=Month.of(as_of).first_day
    )
    newest: date | None = earlier.order_by("-as_of").values_list("as_of", flat=True).first()
    return (Month.of(newest), newest) if newest else None


def _standings(programme_code: str, as_of: date) -> tuple[int, date, Standings]:
    """Return the confirmed workers and the day of their list, and the standings on the day."""
    month = Month.of(as_of)
    spoken = speaking_list(programme_code=programme_code, month=month)
    confirmed_last = _confirmed_last(programme_code, as_of, spoken)
    told_by = spoken.as_of if spoken and _is_known(spoken, as_of) else None
    confirmed_month = confirmed_last[0] if confirmed_last else None
    rows = run(
        "coverage/count_standings",
        {
            "programme_code": programme_code,
            "month": month.first_day,
            "previous_month": (month - 1).first_day,
            "confirmed_month": confirmed_month.first_day if confirmed_month else None,
            "is_due": due_date(month) < as_of,
            "is_unheard": spoken is not None and told_by is None,
        },
    ).dicts()
    standing, death_cover = dict.fromkeys(STANDINGS, 0), dict.fromkeys(DEATH_COVERS, 0)
    confirmed = 0
    for row in rows:
        if confirmed_month == Month.of(row["month"]) and row["evidence"] == "CONFIRMED":
            confirmed += row["workers_count"]
        if row["month"] == month.first_day:
            standing[row["standing"]] += row["workers_count"]
            death_cover[row["death_cover"]] += row["workers_count"]
    source = f"Daftar BPJS per {told_by}" if told_by else "Tagihan dan setoran program"
    confirmed_on = confirmed_last[1] if confirmed_last else as_of
    return confirmed, confirmed_on, Standings(standing, death_cover, told_by or as_of, source)


def _ratio(code: str, numerator: int, base: dict[str, Any] | None, as_of: date) -> Ratio:
    definition = f"{code}-{definitions()[code].version}"
    if base is None:
        return Ratio(numerator, None, None, as_of, None, "", definition)
    denominator = int(base["value"])
    share = percent(numerator, denominator)
    return Ratio(numerator, denominator, share, as_of, base["as_of"], base["source"], definition)


def _kind(rows: Iterable[Unit], kinds: Sequence[str], stated: dict[str, Any] | None) -> KindFigures:
    own = [row for row in rows if row.kind in kinds]
    counts = [row.asn_count for row in own if row.asn_count is not None]
    return KindFigures(
        total=int(stated["value"]) if stated else len(own),
        total_as_of=stated["as_of"] if stated else None,
        total_source=stated["source"] if stated else "",
        taking_part=sum(row.sponsors_count > 0 for row in own),
        asn=sum(counts) if counts else None,
        sponsors=sum(row.sponsors_count for row in own),
        workers=sum(row.workers_count for row in own),
        at_100=tuple(row.label for row in own if row.is_complete),
    )


def _claims(deaths: dict[str, Any] | None, paid: dict[str, Any] | None) -> Claims:
    """Return what was stated; where the two are of different days, that of the older one."""
    told = [figure for figure in (deaths, paid) if figure]
    oldest = min(told, key=lambda figure: figure["as_of"], default=None)
    return Claims(
        deaths=int(deaths["value"]) if deaths else None,
        paid_rp=int(paid["value"]) if paid else None,
        as_of=oldest["as_of"] if oldest else None,
        source=oldest["source"] if oldest else "",
    )
