"""Reports: frozen figures stay, press figures are checked, charts keep their rules."""

from __future__ import annotations

import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest
import python_calamine

from payung.core.errors import Refused
from payung.core.period import Month
from payung.reports.charts import all_charts
from payung.reports.monthly import compose
from payung.reports.papers import monev_pdf, monev_xlsx
from payung.reports.press import compare
from payung.reports.selectors import monthly_report
from payung.reports.services import freeze_month
from payung.reports.wording import chart_texts
from payung.reports.words import headlines, press_rows, source_rows
from tests import factories as make

pytestmark = pytest.mark.django_db
SEPTEMBER = Month(2025, 9)
TODAY = date(2025, 10, 5)


@pytest.fixture
def report():
    """A small month: two OPD, one kecamatan with a tile, a target and one confirmed worker."""
    tiles = [{"code": "33.24.14", "name": "Patebon", "row": 1, "column": 4}]
    programme = make.make_programme(settings={"tiles": tiles})
    diskominfo = make.make_agency("diskominfo", name="=HYPERLINK(contoh)")
    make.make_agency("bapenda")
    patebon = make.make_agency("kec-patebon", kind="KECAMATAN", region_code="33.24.14")
    for agency, asn in ((diskominfo, 2), (patebon, 1)):
        make.make_figure(value=asn, agency=agency)
        make.make_sponsorship(sponsor=make.make_sponsor(agency=agency))
    make.make_figure(value=3)
    make.make_figure("INFORMAL_WORKERS", 200)
    make.make_figure("TARGET_COVERAGE_PERCENT", "51.64", as_of=date(2029, 12, 31))
    nik = make.make_nik()
    make.make_worker(programme=programme, nik=nik)
    make.make_insurer_list({nik: {}})
    return compose(programme_code="kendal", month=SEPTEMBER, today=TODAY)


def test_a_report_without_anything_can_still_be_drawn(tmp_path):
    make.make_programme()
    empty = compose(programme_code="kendal", month=SEPTEMBER, today=TODAY)
    assert monev_pdf(empty, tmp_path / "empty.pdf") >= 1
    assert monev_xlsx(empty, tmp_path / "empty.xlsx") == 7


def test_a_frozen_month_stays_until_it_is_revised(report):
    first = freeze_month(programme_code="kendal", month=SEPTEMBER, today=TODAY, by="tester")
    assert (
        freeze_month(programme_code="kendal", month=SEPTEMBER, today=TODAY, by="tester").pk
        == first.pk
    )
    make.make_sponsorship()
    assert (
        monthly_report(programme_code="kendal", month=SEPTEMBER, today=TODAY)["figures"]
        == report["figures"]
    )
    second = freeze_month(
        programme_code="kendal", month=SEPTEMBER, today=TODAY, by="tester", reason="terlambat"
    )
    assert (first.revision, second.revision) == (1, 2)
    shown = monthly_report(programme_code="kendal", month=SEPTEMBER, today=TODAY)
    assert (shown["figures"]["reach"]["numerator"], shown["revision"]) == (3, 2)


def test_a_month_is_not_frozen_before_its_last_day(report):
    with pytest.raises(Refused) as refusal:
        freeze_month(programme_code="kendal", month=SEPTEMBER, today=date(2025, 9, 29), by="tester")
    assert refusal.value.code == "RPT-03"
    on_the_day = date(2025, 9, 30)
    kept = freeze_month(programme_code="kendal", month=SEPTEMBER, today=on_the_day, by="tester")
    assert kept.revision == 1


def test_a_month_that_has_not_begun_is_not_reported(report):
    with pytest.raises(Refused) as refusal:
        monthly_report(programme_code="kendal", month=SEPTEMBER, today=date(2025, 8, 31))
    assert refusal.value.code == "RPT-02"


def test_a_running_month_is_reported_as_of_today(report):
    running = monthly_report(programme_code="kendal", month=SEPTEMBER, today=date(2025, 9, 10))
    assert running["figures"]["as_of"] == "2025-09-10"


def test_the_last_month_of_the_series_says_what_the_figures_say(report):
    for month in (SEPTEMBER + 1, SEPTEMBER + 2):
        told = compose(programme_code="kendal", month=month, today=month.last_day)
        standing = told["figures"]["standing"]
        last = told["months"][-1]
        assert last["month"] == str(month)
        for code in ("ACTIVE", "GRACE_1", "GRACE_2", "LAPSED"):
            assert last[f"{code.lower()}_count"] == standing[code]
        assert standing["ACTIVE"] == 0


def test_claims_that_nobody_stated_are_a_dash_in_the_headline(report):
    assert headlines(report)[3]["value"] == headlines(report)[3]["change"] == "–"
    make.make_figure("DEATHS", 8, as_of=date(2025, 8, 15))
    told = headlines(compose(programme_code="kendal", month=SEPTEMBER, today=TODAY))[3]
    assert (told["value"], told["base"]) == ("8", "seperti dinyatakan per 15 Agustus 2025")


def test_sources_say_when_the_base_was_stated(report):
    assert source_rows(report)[1][2].endswith("3. contoh (per 31 Juli 2025)")


def test_the_press_is_compared_at_the_precision_it_wrote(report):
    for code, value in (("PRESS_REACH_PERCENT", "67"), ("PRESS_WORKERS", "3"), ("PRESS_X", "1")):
        make.make_figure(code, value, as_of=date(2025, 9, 30))
    told = {row["code"]: row for row in compare(programme_code="kendal", until=date(2025, 9, 30))}
    assert told["PRESS_REACH_PERCENT"]["agrees"] is True
    assert (told["PRESS_WORKERS"]["agrees"], told["PRESS_WORKERS"]["ours"]) == (False, "2")
    assert told["PRESS_X"]["agrees"] is None
    rows = press_rows({"press": list(told.values())})
    assert [row[1:4] for row in rows[1:]] == [["Pekerja terlindungi program", "3", "2"]]


def test_a_press_figure_of_a_later_day_is_not_compared_yet(report):
    make.make_figure("PRESS_WORKERS", 3, as_of=date(2025, 10, 1))
    assert compare(programme_code="kendal", until=date(2025, 9, 30)) == []


def test_a_report_can_be_kept_as_json_without_loss(report):
    assert json.loads(json.dumps(report)) == report


@pytest.mark.parametrize(
    ("lang", "as_of"),
    [("id", "Data per 30 September 2025"), ("en", "Data as of 30 September 2025")],
)
def test_every_chart_keeps_its_rules(report, lang, as_of):
    for chart in all_charts(report, lang):
        assert len(chart.title.split()) <= 10
        assert chart.subtitle and as_of in chart.source
        root = ElementTree.fromstring(chart.svg)
        assert root.get("role") == "img"
        assert [child.tag.rpartition("}")[2] for child in root][:2] == ["title", "desc"]
        assert "<script" not in chart.svg and "style=" not in chart.svg
        assert {len(row) for row in chart.table} == {len(chart.table[0])}
        assert len(chart.table) > 1


def test_charts_keep_their_numbers_and_change_their_words_with_the_language(report):
    report["units"][0]["workers"] = 1256
    digits = re.compile(r"[0-9]+")
    for ours, theirs in zip(all_charts(report), all_charts(report, "en"), strict=True):
        assert (ours.title, ours.subtitle, ours.svg) != (theirs.title, theirs.subtitle, theirs.svg)
        for row, other in zip(ours.table, theirs.table, strict=True):
            assert [digits.findall(cell) for cell in row] == [
                digits.findall(cell) for cell in other
            ]
    assert "1.256" in all_charts(report)[3].svg
    assert "1,256" in all_charts(report, "en")[3].svg


@pytest.mark.parametrize("key", sorted(chart_texts()))
def test_chart_texts_stand_in_both_languages_with_the_same_placeholders(key):
    texts = chart_texts()[key]
    assert set(texts) == {"id", "en"} and all(texts.values())
    id_fields, en_fields = (re.findall(r"{(\w+)}", texts[lang]) for lang in ("id", "en"))
    assert sorted(id_fields) == sorted(en_fields)


def test_no_chart_mixes_reach_and_coverage(report):
    reach, path = all_charts(report)[:2]
    assert "dari 3 ASN" in reach.subtitle and "informal" not in reach.subtitle
    assert "dari 200 pekerja informal" in path.subtitle and "ASN" not in path.subtitle
    assert "51,64%" in path.svg and "0,50%" in path.svg


def test_labels_of_the_money_equal_the_table(report):
    chart = all_charts(report)[4]
    labels = set(re.findall(r"Rp[0-9.]+", chart.svg))
    assert {row[1] for row in chart.table[1:]} <= labels


def test_cells_that_look_like_formulas_stay_text(report, tmp_path):
    book = tmp_path / "report.xlsx"
    monev_xlsx(report, book)
    again = tmp_path / "again.xlsx"
    monev_xlsx(report, again)
    assert book.read_bytes() == again.read_bytes()
    rows = python_calamine.CalamineWorkbook.from_path(book).get_sheet_by_name("Unit").to_python()
    assert "=HYPERLINK(contoh)" in {row[2] for row in rows}


def test_only_pdf_and_xlsx_are_written(tmp_path):
    from payung.cli.report import monev

    with pytest.raises(Refused) as refusal:
        monev.callback(programme="kendal", month=SEPTEMBER, out=tmp_path / "x.docx", as_json=True)
    assert refusal.value.code == "RPT-01"
