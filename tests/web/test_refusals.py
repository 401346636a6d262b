"""A month that no page can speak of, and a refusal that a view did not expect."""

from typing import Any

import pytest
from django.test import Client

from payung.core.finding import refusal
from payung.web.desk import home


@pytest.mark.parametrize("month", ["1990-01", "2090-01", "2025-13", "besok"])
def test_a_month_out_of_range_is_not_found_and_not_remembered(desk: Client, month: str) -> None:
    assert desk.get("/kendal/", {"bulan": month}).status_code == 404
    assert desk.get("/kendal/pekerja/").status_code == 200


@pytest.mark.parametrize("address", ["1990-01/", "2090-01/", "2025-09/?bulan=besok"])
def test_a_month_s_page_out_of_range_is_not_found(desk: Client, address: str) -> None:
    assert desk.get(f"/kendal/bulan/{address}").status_code == 404
    assert desk.get("/kendal/pekerja/").status_code == 200


def test_an_unexpected_refusal_says_why_and_leads_back(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise refusal("REG-28")

    monkeypatch.setattr(home, "counts_of", refuse)
    answer = desk.get("/kendal/")
    assert answer.status_code == 422
    assert "Tidak dapat dilakukan" in answer.content.decode()
