"""Load a demo: the pack, invented people, and the months behind them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime

import pghistory
from django.db import transaction

from payung.audit.services import record
from payung.core.errors import Refused
from payung.core.period import Month, month_range
from payung.coverage.services import ensure_derived
from payung.db.sql import analyze
from payung.demo import history, plan
from payung.demo.insurer import Insurer
from payung.demo.money import Cashier, Say
from payung.demo.registering import Registrar
from payung.demo.units import add_units
from payung.reconciliation.services import match_month
from payung.registry.models import Programme, Sponsor
from payung.registry.services import add_programme

DEFAULT_MONTH = Month(2025, 9)
DEFAULT_SEED = 1
BY = "demo"
_FILLED = (
    "registry_person", "registry_sponsor", "registry_sponsorterm", "registry_worker",
    "registry_workerterm", "registry_agency", "pairing_sponsorship",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a demo came to."""

    programme: str
    sponsors: int
    workers: int
    sponsorships: int


@transaction.atomic
def load(*, pack: str, until: Month, seed: int, now: datetime, say: Say) -> Loaded:
    """Load the demo of `pack` up to the month `until`, all of it or nothing.

    The same seed gives the same people and the same months.

    Raises:
        Refused: the pack has no demo (DEMO-01), its programme already holds people (DEMO-02), or
            the story begins later than `until` (DEMO-03).
    """
    story = plan.read(pack)
    if until < story.first_month:
        raise Refused("DEMO-03", f"Demo {pack} baru mulai {story.first_month}.")
    if Sponsor.objects.filter(programme_id=pack).exists():
        raise Refused("DEMO-02", f"Program {pack} sudah berisi orang.", "Pakai PAYUNG_HOME lain.")
    say(f"Memuat demo {pack} ...")
    with pghistory.context(by=BY, reason="demo"):
        programme = add_programme(pack=pack, by=BY)
        Programme.objects.filter(pk=programme.pk).update(is_demo=True)
        loaded = _fill(programme, story, until, seed, now, say)
    record(by=BY, action="demo.load", table="registry_programme", key=pack, detail={"seed": seed})
    return loaded


def _fill(
    programme: Programme, story: plan.Plan, until: Month, seed: int, now: datetime, say: Say
) -> Loaded:
    told = history.tell(story, until, random.Random(f"history {seed}"))
    add_units(programme, story)
    registrar = Registrar(programme, story, told, until, seed)
    registered = registrar.register(BY)
    analyze(*_FILLED)
    say(f"{registered.sponsors_count} ASN dan {len(registered.workers)} pekerja terdaftar.")
    cashier = Cashier(programme, story, until, BY, now, say)
    cashier.bill()
    cashier.collect(registered.nips, seed)
    cashier.pass_on()
    say("Menyusun daftar BPJS dan mencocokkan ...")
    Insurer(programme, registered.workers, until, seed).answer()
    analyze("registry_insurerlist", "registry_insurerentry")
    for month in month_range(story.first_month, until):
        match_month(programme_code=programme.pk, month=month, by=BY)
    ensure_derived(programme_code=programme.pk, month=until)
    return Loaded(
        programme.pk, registered.sponsors_count, len(registered.workers),
        registered.sponsorships_count,
    )  # fmt: skip
