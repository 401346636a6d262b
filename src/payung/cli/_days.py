"""Days that a command is given, against today in the programme's zone."""

from __future__ import annotations

from datetime import date

from payung.core.errors import Refused


def refuse_future(option: str, day: date | None, today: date) -> None:
    """Refuse a day that has not come yet; None is no day.

    Raises:
        Refused: the day lies after today (CLI-04).
    """
    if day is not None and day > today:
        raise Refused(
            "CLI-04", f"{option} {day} belum tiba; hari ini {today}.", "Periksa tahun dan bulannya."
        )
