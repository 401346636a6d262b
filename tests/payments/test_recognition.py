"""Read the month that a bank line pays from its text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.core.period import Month
from payung.payments.recognition import month_in_text

ON = date(2025, 9, 20)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TRF DARI HAMBA ALLAH",
        "SETORAN 03 OKTOBER 2025",
        "SETORAN 03/10/2025",
        "SETORAN 2025-10-03",
        "IURAN AGUSTUS DAN SEPTEMBER 2025",
        "TRF MAR YADI KE SEPT",
        "SURAT 45/2025",
        "REK 0912025",
        "VA 88092025001",
    ],
)
def test_a_text_that_names_no_month_or_several_gives_none(text: str) -> None:
    assert month_in_text(text, ON) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SETORAN IURAN ASN PEDULI DISKOMINFO SEPTEMBER 2025", "2025-09"),
        ("iuran sept 2025 bapenda", "2025-09"),
        ("IURAN SEP-25", "2025-09"),
        ("IURAN 09/2025", "2025-09"),
        ("IURAN 9-2025", "2025-09"),
        ("IURAN 2025-09", "2025-09"),
        ("IURAN SEPTEMBER", "2025-09"),
        ("IURAN DESEMBER", "2025-12"),
        ("IURAN JANUARI", "2025-01"),
        ("IURAN AGT 2025", "2025-08"),
        ("SETORAN TGL 03 OKTOBER 2025 UNTUK SEPTEMBER 2025", "2025-09"),
        ("PEMBAYARAN OKT 2025, BULAN OKTOBER", "2025-10"),
    ],
)
def test_the_month_is_read_however_it_is_written(text: str, expected: str) -> None:
    assert month_in_text(text, ON) == Month.parse(expected)


def test_M03_december_without_a_year_in_january_is_last_years() -> None:
    assert month_in_text("IURAN DESEMBER", date(2026, 1, 10)) == Month(2025, 12)
    assert month_in_text("IURAN JANUARI", date(2025, 12, 20)) == Month(2026, 1)


@given(st.text(max_size=80), st.dates(date(2020, 1, 1), date(2050, 12, 31)))
def test_any_text_is_read_without_complaint(text: str, on: date) -> None:
    assert month_in_text(text, on) is None or isinstance(month_in_text(text, on), Month)
