"""Tell in one sentence and one strip how a worker stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.core.period import MONTH_NAMES, Month
from payung.core.rules.standing import rules_on
from payung.web.templatetags.payung import day, language
from payung.web.templatetags.payung import month as month_words

# evidence -> letter, word, tone; the letter carries the meaning where there is no colour.
_SHOWN: dict[str, tuple[str, str | Promise, str]] = {
    "CONFIRMED": ("✓", gettext_lazy("pasti"), "good"),
    "REMITTED": ("S", gettext_lazy("disetor"), "info"),
    "PAID": ("B", gettext_lazy("dibayar"), "info"),
    "NONE": ("×", gettext_lazy("belum"), "bad"),
}


class Cell(NamedTuple):
    """One month of the strip."""

    month: Month
    letter: str
    word: str | Promise
    tone: str
    evidence: str
    standing: str
    death_cover: str
    unpaid_run_months: int

    @property
    def short(self) -> str:
        """Return the month in a few letters."""
        name = MONTH_NAMES[language()][self.month.month - 1]
        return f"{name[:3]} {self.month.year % 100:02d}"


def cells(rows: Sequence[dict[str, Any]]) -> list[Cell]:
    """Return the strip's months, oldest first; a month without a bill shows a dash."""
    return [
        Cell(
            Month.of(row["month"]),
            *(_SHOWN[row["evidence"]] if _counts(row) else ("–", _("tidak ditagih"), "plain")),
            row["evidence"],
            row["standing"],
            row["death_cover"],
            row["unpaid_run_months"],
        )
        for row in rows
    ]


def _counts(row: dict[str, Any]) -> bool:
    return bool(row["is_billed"]) or row["evidence"] != "NONE"


def sentence(months: Sequence[Cell], *, ended_on: date | None) -> tuple[str, str]:
    """Return how the worker stands in one sentence, and its tone.

    Only a month that the insurer's list confirms is called protected.
    """
    if ended_on is not None:
        return _("Kepesertaan berakhir {day}.").format(day=day(ended_on)), "plain"
    if not months:
        return _("Terdaftar, belum pernah ditagih: belum terlindungi."), "warn"
    newest = months[-1]
    if newest.standing == "LAPSED":
        text = _("Tidak terlindungi: {n} bulan berturut-turut belum dibayar.")
        return text.format(n=newest.unpaid_run_months), "bad"
    confirmed = [cell.month for cell in months if cell.evidence == "CONFIRMED"]
    if newest.standing == "REGISTERED" or not confirmed:
        return _("Belum terlindungi: BPJS belum memastikan satu bulan pun."), "warn"
    lapse = newest.month + (rules_on(newest.month).lapse_months - newest.unpaid_run_months)
    text = _(
        "Terlindungi, dipastikan BPJS sampai {day}; tanpa pembayaran lagi gugur mulai {month}."
    )
    filled = text.format(day=day(confirmed[-1].last_day), month=month_words(lapse))
    return filled, "good" if newest.standing == "ACTIVE" else "warn"
