"""Invent how the bills were paid: bank statements and autodebit results, with what goes wrong.

Units pay in one sum and some of them late, short or not at all; teachers and nurses pay each by
autodebit, and some accounts are empty. The answers are lines of CSV, as banks deliver them.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from payung.core.period import MONTH_NAMES, Month

STATEMENT_HEADER = "Tgl Transaksi;No Ref;Keterangan;Debet;Kredit;Saldo"
AUTODEBIT_HEADER = "Tanggal;No Referensi;NIP;Nominal;Status;Keterangan"
_MISSED, _EMPTY_ACCOUNT, _EMPTY_FOR_LONG = 0.01, 0.012, 0.03
_CARELESS_MONTHS = frozenset({5, 6, 7})  # of every ten months, so that the third lapses
_UNKNOWN_GIFT_RP = 250_000


class Owed(NamedTuple):
    """One line of a bill."""

    month: Month
    agency_code: str
    agency_name: str
    sponsor_id: int
    amount_rp: int


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of a bank, with the month that it was delivered in."""

    name: str
    text: str


class Bank:
    """Writes the papers of a story; the same chance gives the same papers."""

    def __init__(self, chance: random.Random, until: Month) -> None:
        """Write papers up to the month `until`, which is not settled yet."""
        self.chance, self.until = chance, until
        self._reference = 0

    def statements(self, owed: Iterable[Owed], pays: Mapping[str, str]) -> list[Paper]:
        """Return the statements of the units that pay in one sum: all earlier months, the last."""
        bills: dict[tuple[Month, str, str], list[int]] = defaultdict(list)
        for line in owed:
            bills[line.month, line.agency_code, line.agency_name].append(line.amount_rp)
        rows = [(self.until.first_day.replace(day=19), "TRF DARI HAMBA ALLAH", _UNKNOWN_GIFT_RP)]
        for (month, code, name), amounts in bills.items():
            if paid := self._lump(month, pays.get(code, "monthly"), amounts):
                on, amount_rp = paid
                named = f"{MONTH_NAMES['id'][month.month - 1].upper()} {month.year}"
                rows.append((on, f"IURAN ASN PEDULI {name.upper()} {named}", amount_rp))
        lines, balance_rp = [], 0
        for on, text, amount_rp in sorted(rows):
            balance_rp += amount_rp
            head = f"{on:%d/%m/%Y};{self._mark('TRX')};{text};0,00;"
            lines.append((on, f"{head}{_sum(amount_rp)};{_sum(balance_rp)}"))
        return self._split("mutasi", STATEMENT_HEADER, lines)

    def autodebits(self, owed: Iterable[Owed], nips: Mapping[int, str]) -> list[Paper]:
        """Return the results of the sponsors who pay by autodebit, in the same two parts."""
        lines = []
        for line in owed:
            on = line.month.first_day
            outcome = "GAGAL;Saldo tidak cukup" if self._is_account_empty(line) else "BERHASIL;"
            head = f"{on:%d/%m/%Y};{self._mark('AD')};{nips[line.sponsor_id]};"
            lines.append((on, f"{head}{_sum(line.amount_rp)};{outcome}"))
        return self._split("autodebet", AUTODEBIT_HEADER, lines)

    def _lump(self, month: Month, habit: str, amounts: list[int]) -> tuple[date, int] | None:
        """Return the day and the sum that a unit pays for a month, None when it does not pay."""
        total_rp, day = sum(amounts), self.chance.randint(2, 14)
        if habit == "careless" and (month.year * 12 + month.month) % 10 in _CARELESS_MONTHS:
            return None
        if self.chance.random() < _MISSED or (habit == "late" and month == self.until):
            return None
        if habit == "late":
            return (month + 1).first_day.replace(day=day), total_rp
        if habit == "short" and month == self.until:
            total_rp -= sum(amounts[:2])
        if habit == "generous" and month == self.until:
            total_rp += amounts[0]
        return month.first_day.replace(day=day), total_rp

    def _is_account_empty(self, line: Owed) -> bool:
        """Some accounts are empty once, a few for four months on end in some year."""
        troubled = random.Random(f"{line.sponsor_id} {line.month.year}")
        starts = troubled.randint(1, 9)
        long_empty = troubled.random() < _EMPTY_FOR_LONG
        if long_empty and starts <= line.month.month < starts + 4:
            return True
        return self.chance.random() < _EMPTY_ACCOUNT

    def _mark(self, kind: str) -> str:
        self._reference += 1
        return f"{kind}{self._reference:08d}"

    def _split(self, kind: str, header: str, lines: list[tuple[date, str]]) -> list[Paper]:
        """Return one paper of all months before the last, and one of the last; no empty ones."""
        papers = []
        for name, is_last in ((f"sampai-{self.until - 1}", False), (str(self.until), True)):
            rows = [line for on, line in lines if (on >= self.until.first_day) is is_last]
            if rows:
                papers.append(Paper(f"{kind}-{name}.csv", "\n".join([header, *rows, ""])))
        return papers


def _sum(amount_rp: int) -> str:
    return f"{amount_rp:,}".replace(",", ".") + ",00"
