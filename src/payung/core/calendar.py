"""Read dates and months as offices write them, and count ages and due dates.

Day comes before month, as in Indonesia; a date written month first is refused, because
guessing would move birthdays. Two-digit years are refused for the same reason.
Legal source for the due day: see ``law/calendar``.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from payung.core import parameters
from payung.core.period import MONTH_NAMES, Month

UNREADABLE, IMPOSSIBLE, MONTH_FIRST, TWO_DIGIT_YEAR = "DATE-01", "DATE-02", "DATE-03", "DATE-04"
UNREADABLE_MONTH = "MONTH-01"

_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_SERIALS = range(3654, 73051)  # 1910 to 2099: a plain year typed as a number is no date
_YEARS = range(1900, 2101)
_BLANKS = {"", "-", "--", "\u2013", "\u2014"}

_NUMERIC = re.compile(r"([0-9]{1,4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,4})")
_NAMED = re.compile(r"([0-9]{1,2})[-/. ]*([a-z]+)[-/., ]*([0-9]{1,4})")
_NAME_FIRST = re.compile(r"([a-z]+)[-/. ]*([0-9]{1,2})(?:st|nd|rd|th)?[-/., ]+([0-9]{1,4})")
_COMPACT = re.compile(r"([0-9]{8})(?:\.0)?")
_SERIAL_TEXT = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_WEEKDAY = re.compile(
    r"^(?:senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)[, ]+"
)
_TIME = re.compile(r"[t ]+[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]+)?)?(?: ?wib| ?z)?$")
_MONTH_NUMERIC = re.compile(r"([0-9]{1,4})[-/. ]([0-9]{1,4})")
_MONTH_NAMED = re.compile(r"([a-z]+)[-/., ]*([0-9]{4})")

_SHORT_NAMES = {
    "jan": 1, "feb": 2, "peb": 2, "pebruari": 2, "mar": 3, "mrt": 3, "apr": 4, "may": 5,
    "jun": 6, "jul": 7, "agu": 8, "ags": 8, "agt": 8, "agst": 8, "agust": 8, "aug": 8,
    "sep": 9, "sept": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11, "nopember": 11,
    "des": 12, "dec": 12,
}  # fmt: skip
_MONTHS = {
    name.lower(): number for names in MONTH_NAMES.values() for number, name in enumerate(names, 1)
} | _SHORT_NAMES


class UnreadableDate(ValueError):
    """Say why a cell is no date or month; ``code`` is the finding to show."""

    def __init__(self, code: str) -> None:
        """Keep the finding's code; the cell itself is never quoted."""
        super().__init__(code)
        self.code = code


def parse_date(cell: object, *, epoch_1904: bool = False) -> date | None:
    """Read a cell as a date; a blank cell stays None.

    Takes date cells, Excel serial numbers, ISO, ``15/8/1990``, ``15-08-1990``,
    ``15 Agustus 1990``, ``15 Agu 1990``, ``Senin, 17 Agustus 2026`` and a trailing time.

    Raises:
        UnreadableDate: with the code of the reason (unreadable, impossible, month first,
            two-digit year).
    """
    if cell is None:
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(cell, epoch_1904)
    if isinstance(cell, str):
        return _from_text(cell, epoch_1904)
    raise UnreadableDate(UNREADABLE)


def parse_month(cell: object) -> Month | None:
    """Read a cell as a month; a blank cell stays None.

    Takes ``2025-09``, ``09-2025``, ``09/2025``, ``202509``, ``September 2025``, ``Sep 2025``
    and anything that reads as a date (its month). Two-digit years are refused.

    Raises:
        UnreadableDate: the cell is no month.
    """
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, str) or (isinstance(cell, int) and 190000 <= cell <= 210012):
        text = _tidy(str(cell))
        if text in _BLANKS:
            return None
        if (month := _month_from_text(text)) is not None:
            return month
    try:
        day = parse_date(cell)
    except UnreadableDate:
        raise UnreadableDate(UNREADABLE_MONTH) from None
    return None if day is None else Month.of(day)


def age_on(birth: date, on: date) -> int:
    """Count full years; who is born on 29 February grows older on 1 March in common years."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def day_in_zone(moment: datetime, zone: str) -> date:
    """Return the day that a moment falls on in a zone such as ``Asia/Jakarta``.

    Raises:
        ValueError: the moment carries no zone of its own.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone has no day")
    return moment.astimezone(ZoneInfo(zone)).date()


def holidays_are_known(year: int) -> bool:
    """Tell whether ``law/calendar`` holds the holidays of the year."""
    return _holiday_file(year) in parameters.names("calendar")


def is_working_day(day: date) -> bool:
    """Tell whether offices and banks work: no weekend, no holiday or joint leave day.

    Years without a holiday file in ``law/calendar`` count weekends only.
    """
    return day.weekday() < 5 and day not in _holidays(day.year)


def due_date(month: Month) -> date:
    """Return the day by which the month's iuran is due: the due day, else the next working day.

    Of a year whose holidays are not known (see ``holidays_are_known``) only weekends move it.
    Legal source: ``law/calendar/due_day``.
    """
    day_number = parameters.value_on("calendar", "due_day", month.first_day).value
    day = month.first_day + timedelta(days=day_number - 1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


@cache
def _holidays(year: int) -> frozenset[date]:
    if not holidays_are_known(year):
        return frozenset()
    return frozenset(parameters.value_on("calendar", _holiday_file(year), date(year, 1, 1)).value)


def _holiday_file(year: int) -> str:
    return f"holidays_{year}"


def _from_number(number: float, epoch_1904: bool) -> date:
    if not 0 <= number < 10**8:
        raise UnreadableDate(UNREADABLE)
    if number == int(number) and (compact := _from_compact(str(int(number)))):
        return compact
    serial = int(number)
    if serial not in _SERIALS:
        raise UnreadableDate(UNREADABLE)
    return (_EPOCH_1904 if epoch_1904 else _EPOCH) + timedelta(days=serial)


@lru_cache(maxsize=65536)
def _from_text(cell: str, epoch_1904: bool) -> date | None:
    text = _tidy(cell)
    if text in _BLANKS:
        return None
    text = _TIME.sub("", _WEEKDAY.sub("", text))
    if match := _NUMERIC.fullmatch(text):
        return _from_numeric(*match.groups())
    if match := _NAMED.fullmatch(text):
        return _from_named(match[1], match[2], match[3])
    if match := _NAME_FIRST.fullmatch(text):
        return _from_named(match[2], match[1], match[3])
    if (match := _COMPACT.fullmatch(text)) and (compact := _from_compact(match[1])):
        return compact
    if match := _SERIAL_TEXT.fullmatch(text):
        return _from_number(int(match[1]), epoch_1904)
    raise UnreadableDate(UNREADABLE)


def _tidy(text: str) -> str:
    body = unicodedata.normalize("NFKC", text).lower().strip().lstrip("'\u2019`")
    body = "".join(c for c in body if unicodedata.category(c) != "Cf")
    return re.sub(r" *([-/.,]) *", r"\1", " ".join(body.split()))


def _from_numeric(first: str, second: str, third: str) -> date:
    if len(first) == 4:
        return _build(int(first), int(second), int(third), len(first))
    day, month, year = int(first), int(second), int(third)
    if month > 12 and 1 <= day <= 12 and month <= 31:
        raise UnreadableDate(MONTH_FIRST)
    return _build(year, month, day, len(third))


def _from_named(day: str, name: str, year: str) -> date:
    month = _MONTHS.get(name)
    if month is None:
        raise UnreadableDate(UNREADABLE)
    return _build(int(year), month, int(day), len(year))


def _from_compact(digits: str) -> date | None:
    """Read eight digits as YYYYMMDD or DDMMYYYY; no eight digits are both."""
    if len(digits) != 8:
        return None
    for year, month, day in ((digits[:4], digits[4:6], digits[6:]),
                             (digits[4:], digits[2:4], digits[:2])):  # fmt: skip
        try:
            return _build(int(year), int(month), int(day), 4)
        except UnreadableDate:
            continue
    return None


def _build(year: int, month: int, day: int, year_length: int) -> date:
    if year_length < 3:
        raise UnreadableDate(TWO_DIGIT_YEAR)
    if year not in _YEARS:
        raise UnreadableDate(IMPOSSIBLE)
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableDate(IMPOSSIBLE) from None


def _month_from_text(text: str) -> Month | None:
    if len(text) == 6 and text.isascii() and text.isdigit():
        year, month = (text[:4], text[4:]) if int(text[:4]) in _YEARS else (text[2:], text[:2])
    elif match := _MONTH_NUMERIC.fullmatch(text):
        year, month = (match[1], match[2]) if len(match[1]) == 4 else (match[2], match[1])
    elif (match := _MONTH_NAMED.fullmatch(text)) and match[1] in _MONTHS:
        year, month = match[2], str(_MONTHS[match[1]])
    else:
        return None
    if len(year) != 4 or int(year) not in _YEARS or not 1 <= int(month) <= 12:
        raise UnreadableDate(UNREADABLE_MONTH)
    return Month(int(year), int(month))
