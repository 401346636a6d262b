"""Read the options that several commands share: months, days, rupiah."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from payung.core import money
from payung.core.period import Month


class MonthType(click.ParamType[Month]):
    """A month, YYYY-MM."""

    name = "YYYY-MM"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Month:
        """Return the month, or say that it is written another way."""
        try:
            return value if isinstance(value, Month) else Month.parse(value)
        except ValueError:
            self.fail("bulan ditulis YYYY-MM, misalnya 2025-09", param, ctx)


class DayType(click.ParamType[date]):
    """A day, YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or say that it is written another way."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail("tanggal ditulis YYYY-MM-DD, misalnya 2025-09-30", param, ctx)


class RupiahType(click.ParamType[int]):
    """An amount in whole rupiah, such as 750000 or 750.000."""

    name = "RP"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the amount, or say that it cannot be read."""
        try:
            return money.parse_rupiah(value)
        except money.UnreadableMoney:
            self.fail("jumlah ditulis dalam rupiah bulat, misalnya 750000", param, ctx)


MONTH, DAY, RUPIAH = MonthType(), DayType(), RupiahType()
