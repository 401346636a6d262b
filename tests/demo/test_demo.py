"""A loaded demo: published figures, living months, books that prove, papers that agree."""

from __future__ import annotations

import subprocess
from datetime import UTC, date, datetime
from shutil import which

import pytest
import python_calamine

from payung.core.errors import Refused
from payung.core.period import Month
from payung.coverage.figures import as_json
from payung.coverage.selectors import figures
from payung.demo.services import load
from payung.payments.selectors import broken
from payung.reconciliation.selectors import match_of
from payung.registry.models import Agency, Programme
from payung.reports.papers import monev_pdf, monev_xlsx
from payung.reports.selectors import monthly_report

SEPTEMBER = Month(2025, 9)
NOW = datetime(2025, 10, 1, 9, tzinfo=UTC)


def load_quietly(pack: str, until: Month = SEPTEMBER):
    said: list[str] = []
    return load(pack=pack, until=until, seed=1, now=NOW, say=said.append), said


@pytest.mark.django_db
def test_a_month_before_the_story_is_refused_and_nothing_is_left():
    with pytest.raises(Refused) as refusal:
        load_quietly("kendal", Month(2022, 12))
    assert refusal.value.code == "DEMO-03"
    assert not Programme.objects.exists()


@pytest.mark.django_db
def test_kab_semarang_is_only_data_and_a_second_load_is_refused():
    loaded, said = load_quietly("kab-semarang", Month(2023, 10))
    assert said
    assert (loaded.sponsors, loaded.sponsorships) == (36, 36)
    shown = as_json(figures(programme_code="kab-semarang", as_of=date(2023, 10, 31)))
    assert shown["reach"]["numerator"] == shown["units"]["opd"]["sponsors"] == 36
    with pytest.raises(Refused) as refusal:
        load_quietly("kab-semarang")
    assert refusal.value.code == "DEMO-02"


@pytest.mark.django_db
def test_kendal_shows_what_was_published_and_its_papers_say_the_same(tmp_path):
    load_quietly("kendal")
    for day, workers, asn, percent in (
        (date(2025, 6, 10), 728, 10_292, "7.07"),
        (date(2025, 7, 31), 724, 10_345, "7.00"),
        (date(2025, 8, 15), 974, 10_345, "9.42"),
        (date(2025, 9, 30), 1_256, 10_345, "12.14"),
    ):
        reach = as_json(figures(programme_code="kendal", as_of=day))["reach"]
        told = (reach["numerator"], reach["denominator"], reach["percent"], reach["registered"])
        assert told == (workers, asn, percent, asn)
    _august()
    assert Agency.objects.filter(is_invented=True, code="diskominfo").count() == 0
    kinds = {told["kind"] for told in match_of(programme_code="kendal", month=SEPTEMBER).totals[
        "differences"] if told["count"]}  # fmt: skip
    assert kinds >= {"UNPAID", "PAID_NOT_ACTIVE", "PAID_NOT_ON_LIST", "ON_LIST_NOT_OURS"}
    assert not any(broken().values())
    _papers(tmp_path)


def _august() -> None:
    shown = as_json(figures(programme_code="kendal", as_of=date(2025, 8, 15)))
    opd, kecamatan = shown["units"]["opd"], shown["units"]["kecamatan"]
    assert (opd["total"], opd["taking_part"], opd["asn"], opd["sponsors"]) == (38, 22, 1_834, 573)
    assert opd["at_100"] == ["Bapenda", "Baperlitbang", "Diskominfo", "Disperinaker"]
    assert (kecamatan["total"], kecamatan["taking_part"], kecamatan["workers"]) == (20, 11, 138)
    assert kecamatan["at_100"] == ["Kaliwungu", "Kangkung", "Patean", "Patebon", "Pegandon"]
    assert shown["units"]["others"]["workers"] == 263
    assert (shown["claims"]["deaths"], shown["claims"]["paid_rp"]) == (8, 336_000_000)
    assert shown["claims"]["as_of"] <= "2025-08-15" and shown["claims"]["source"]


def _papers(folder) -> None:
    report = monthly_report(programme_code="kendal", month=SEPTEMBER, today=NOW.date())
    shown = as_json(figures(programme_code="kendal", as_of=SEPTEMBER.last_day))
    assert report["figures"] == shown
    one, two, book = folder / "1.pdf", folder / "2.pdf", folder / "1.xlsx"
    assert 2 <= monev_pdf(report, one) <= 4
    monev_pdf(report, two)
    assert one.read_bytes() == two.read_bytes()  # M17
    monev_xlsx(report, book)
    rows = dict(
        python_calamine.CalamineWorkbook.from_path(book).get_sheet_by_name("Angka").to_python()
    )
    assert rows["reach.numerator"] == shown["reach"]["numerator"]
    assert rows["reach.percent"] == shown["reach"]["percent"]
    assert rows["coverage.numerator"] == shown["coverage"]["numerator"]
    assert rows["standing.LAPSED"] == shown["standing"]["LAPSED"]
    if which("pdftotext"):
        text = subprocess.run(["pdftotext", one, "-"], capture_output=True, text=True).stdout
        confirmed = f"{shown['coverage']['numerator']:,}".replace(",", ".")
        assert "1.256" in text and "12,14%" in text and confirmed in text
        assert "9,24" in text and "Tidak cocok" in text
