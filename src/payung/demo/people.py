"""Invent people: names, birth dates, and identity numbers that belong to nobody.

Serials of real NIKs count up from 0001 for one birth date in one kecamatan, those of real NIPs
from 001 for one birth date and appointment. The demo counts down from 9999 and from 999, where no
registration has ever come, so a number of the demo cannot be a living person's.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from payung.core.period import Month
from payung.demo.plan import people

RETIREMENT_AGE_YEARS = 58
_PNS_SHARE = 0.72


@dataclass(frozen=True, slots=True)
class Human:
    """One invented person; `number` is the NIK of a worker or the NIP of a servant."""

    name: str
    birth_date: date
    sex: str
    number: str


@dataclass(frozen=True, slots=True)
class Post:
    """As what a servant serves."""

    kind: str
    position: str
    contract_end_date: date | None


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker does and earns."""

    occupation: str
    sector: str
    income_rp: int


class Inventor:
    """Invents people one after another; the same chance gives the same people."""

    def __init__(self, chance: random.Random, until: Month) -> None:
        """Invent with `chance`; nobody is past the age limit in the month `until`."""
        self.chance, self.until = chance, until
        self._serials: Counter[str] = Counter()
        works = people()["work"]
        self._works = [Work(name, sector, 0) for name, sector, _ in works]
        self._shares = [share for _, _, share in works]

    def worker(self, district: str) -> Human:
        """Return a worker of 19 to 62 years, registered in the kecamatan `district` (dotted)."""
        sex = self.chance.choice("LLP")
        born = self._birth_date(self.until.year - 62, self.until.year - 20)
        day = born.day + (40 if sex == "P" else 0)
        head = f"{district.replace('.', '')}{day:02d}{born:%m%y}"
        return Human(self._name(sex), born, sex, f"{head}{10_000 - self._next(head):04d}")

    def servant(self, retires: Month | None) -> tuple[Human, bool]:
        """Return a servant and whether he is PNS; `retires` is his first month in retirement."""
        sex, is_pns = self.chance.choice("LP"), self.chance.random() < _PNS_SHARE
        if retires is None:
            born = self._birth_date(self.until.year - 57, self.until.year - 25)
        else:
            month = retires - (12 * RETIREMENT_AGE_YEARS + 1)
            born, is_pns = date(month.year, month.month, self.chance.randint(1, 28)), True
        since_year = min(born.year + self.chance.randint(22, 30), 2022)
        since = f"{since_year}{self.chance.randint(1, 12):02d}" if is_pns else "202221"
        head = f"{born:%Y%m%d}{since}{1 if sex == 'L' else 2}"
        return Human(self._name(sex), born, sex, f"{head}{1_000 - self._next(head):03d}"), is_pns

    def post(self, unit_kind: str, is_pns: bool) -> Post:
        """Return a post in a unit of this kind; contracts of PPPK end in a later year."""
        positions: Sequence[str] = people()["posts"][unit_kind]
        position = self.chance.choice(positions)
        if is_pns:
            return Post("PNS", position, None)
        years = self.chance.randint(1, 4)
        return Post("PPPK", position, date(self.until.year + years, 2, 28))

    def work(self) -> Work:
        """Return an occupation and an income near the lowest bracket."""
        (found,) = self.chance.choices(self._works, self._shares)
        return Work(
            found.occupation, found.sector, self.chance.randrange(600_000, 1_500_000, 50_000)
        )

    def kpj(self) -> str:
        """Return a number as on a participant's card."""
        return f"24{self.chance.randrange(10**9):09d}"

    def _name(self, sex: str) -> str:
        first = self.chance.choice(people()["men" if sex == "L" else "women"])
        return f"{first} {self.chance.choice(people()['family'])}"

    def _birth_date(self, first_year: int, last_year: int) -> date:
        start = date(first_year, 1, 1)
        return start + timedelta(days=self.chance.randrange((date(last_year, 1, 1) - start).days))

    def _next(self, head: str) -> int:
        self._serials[head] += 1
        return self._serials[head]


def pick(chance: random.Random, villages: Sequence[str]) -> Callable[[str], str]:
    """Return a function that picks a village of a region, or of the regency when it has none."""
    by_kecamatan: dict[str, list[str]] = {}
    for village in villages:
        by_kecamatan.setdefault(village[:8], []).append(village)

    def one(region_code: str) -> str:
        return chance.choice(by_kecamatan.get(region_code[:8]) or list(villages))

    return one
