"""Packs: what is wrong is named with file, row, column and remedy; the guide's example works."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from payung.core.errors import Refused
from payung.registry import packs, selectors
from payung.registry.models import (
    Agency,
    AgencyAlias,
    AgencyName,
    Programme,
    Region,
    StatedFigure,
)
from payung.registry.selectors import unit_keys
from payung.registry.services import add_alias, add_programme
from tests import factories

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "add-a-regency.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Follow the guide: write its examples into a new folder."""
    pack = tmp_path / "temanggung"
    pack.mkdir()
    blocks = re.findall(r"^```(yaml|csv)\n(.*?)^```", GUIDE.read_text("utf-8"), re.M | re.S)
    names = ("programme.yaml", "agencies.csv", "figures.yaml")
    for name, (_, text) in zip(names, blocks, strict=True):
        (pack / name).write_text(text, "utf-8")
    return pack


def edit(file: str, old: str, new: str) -> Callable[[Path], None]:
    def apply(pack: Path) -> None:
        text = (pack / file).read_text("utf-8")
        assert old in text
        (pack / file).write_text(text.replace(old, new), "utf-8")

    return apply


@pytest.mark.parametrize(
    ("spoil", "code", "told"),
    [
        (edit("programme.yaml", '"33.23"', '"99.99"'), "PACK-04", "regency_code"),
        (edit("programme.yaml", "Asia/Jakarta", "Asia/Kendal"), "PACK-04", "zone"),
        (edit("programme.yaml", "name: Peduli", "nama: Peduli"), "PACK-04", "name"),
        (edit("programme.yaml", "workers_per_sponsor: 1", "workers: 1"), "PACK-04", "workers"),
        (edit("programme.yaml", "_sponsor: 1", "_sponsor: 0"), "PACK-04", "workers_per_sponsor"),
        (edit("programme.yaml", ": disnaker", ": dinsos"), "PACK-04", "labour_office"),
        (edit("programme.yaml", "name:", "name: ["), "PACK-02", "programme.yaml"),
        (edit("agencies.csv", "short_name", "short"), "PACK-03", "agencies.csv"),
        (edit("agencies.csv", "Perda 2/2026", "Perda 2/2026,x"), "PACK-03", "agencies.csv"),
        (edit("agencies.csv", "disnaker,OPD", "disnaker,DINAS"), "PACK-04", "kind"),
        (edit("agencies.csv", "2026-02-01,,,,", "2026-13-01,,,,"), "PACK-04", "baris 3"),
        (edit("agencies.csv", "BRIDA,2026-02-01", "BRIDA,2026-01-01"), "PACK-04", "baris 4"),
        (edit("agencies.csv", "setda,setda,setda", "setda,setda,setd"), "PACK-04", "reporter"),
        (edit("agencies.csv", "33.23.01", "33.24.01"), "PACK-04", "region_code"),
        (edit("figures.yaml", "7500", "banyak"), "PACK-04", "value"),
        (edit("figures.yaml", "2026-01-31", "Januari"), "PACK-04", "as_of"),
        (edit("figures.yaml", "- {", "{"), "PACK-02", "figures.yaml"),
    ],
)
def test_a_fault_is_refused_and_named(
    folder: Path, spoil: Callable[[Path], None], code: str, told: str
) -> None:
    spoil(folder)
    with pytest.raises(Refused) as refusal:
        packs.read(str(folder))
    assert refusal.value.code == code
    assert told in refusal.value.message
    assert refusal.value.mend


@pytest.mark.parametrize("name", ["tidak-ada", "../kendal", ""])
def test_a_pack_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refusal:
        packs.read(name)
    assert refusal.value.code == "PACK-01"
    assert "kendal" in refusal.value.message


def test_a_folder_without_a_programme_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        packs.read(str(tmp_path))
    assert refusal.value.code == "PACK-07"
    assert "programme.yaml" in refusal.value.message and "kendal" in refusal.value.mend


def test_a_folder_whose_name_is_no_code_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Kab Kendal").mkdir()
    (tmp_path / "Kab Kendal" / "programme.yaml").touch()
    with pytest.raises(Refused) as refusal:
        packs.read(str(tmp_path / "Kab Kendal"))
    assert refusal.value.code == "PACK-08"


@pytest.mark.django_db
def test_an_unknown_programme_names_those_there_are_and_the_packs() -> None:
    factories.make_programme("temanggung")
    with pytest.raises(Refused) as refusal:
        selectors.programme("nope")
    assert refusal.value.code == "REG-20"
    assert "temanggung" in refusal.value.mend and "kendal" in refusal.value.mend


@pytest.mark.django_db
def test_an_alias_of_two_units_is_refused_and_nothing_is_stored(folder: Path) -> None:
    edit("agencies.csv", "Sekretariat Daerah,Setda", "Sekretariat Daerah,Naker")(folder)
    with pytest.raises(Refused) as refusal:
        add_programme(pack=str(folder), by="tester")
    assert refusal.value.code == "PACK-05"
    assert not Programme.objects.exists()


@pytest.mark.django_db
def test_a_name_taken_by_another_regency_is_refused(folder: Path) -> None:
    factories.make_programme("temanggung")
    with pytest.raises(Refused) as refusal:
        add_programme(pack=str(folder), by="tester")
    assert refusal.value.code == "PACK-06"


@pytest.mark.django_db
def test_a_third_regency_is_added_by_following_the_guide(folder: Path) -> None:
    programme = add_programme(pack=str(folder), by="tester")
    assert (programme.code, programme.regency_name) == ("temanggung", "Kabupaten Temanggung")
    assert Region.objects.filter(parent_code="33.23", level="KECAMATAN").count() == 20
    keys = unit_keys(programme)
    assert keys["BRIDA"] == keys["BAPPEDA"] == Agency.objects.get(code="bappeda").pk
    assert Agency.objects.get(code="bag-umum").collector == Agency.objects.get(code="setda")


@pytest.mark.django_db
def test_loading_again_changes_nothing_and_keeps_what_people_added(folder: Path) -> None:
    models = (Region, Agency, AgencyName, AgencyAlias, StatedFigure)
    add_programme(pack=str(folder), by="tester")
    before = [model.objects.count() for model in models]
    add_alias(programme_code="temanggung", alias="Naker Kab.", agency_code="disnaker", by="t")
    add_programme(pack=str(folder), by="tester")
    before[3] += 1
    assert [model.objects.count() for model in models] == before


@pytest.mark.django_db
def test_a_later_rename_in_the_pack_is_taken_over(folder: Path) -> None:
    add_programme(pack=str(folder), by="tester")
    edit("agencies.csv", "Disnaker,,,Dinas Naker|Naker", "Disnaker,,2027-01-01,Naker")(folder)
    with (folder / "agencies.csv").open("a", encoding="utf-8") as file:
        file.write("disnaker,,Dinas Ketenagakerjaan,,2027-01-01,,,,,,,Perda 9/2026\n")
    add_programme(pack=str(folder), by="tester")
    names = AgencyName.objects.filter(agency__code="disnaker").order_by("valid")
    assert [name.name for name in names] == ["Dinas Tenaga Kerja", "Dinas Ketenagakerjaan"]


@pytest.mark.django_db
@pytest.mark.parametrize(("pack", "kecamatan"), [("kendal", 20), ("kab-semarang", 19)])
def test_the_built_in_packs_load_with_all_their_kecamatan(pack: str, kecamatan: int) -> None:
    programme = add_programme(pack=pack, by="tester")
    units = Agency.objects.filter(programme=programme, kind="KECAMATAN")
    assert units.count() == len(programme.settings["tiles"]) == kecamatan
    assert not Agency.objects.filter(programme=programme, is_invented=True).exists()


@pytest.mark.django_db
def test_kaliwungu_of_both_regencies_stays_apart() -> None:
    for pack in packs.built_in():
        add_programme(pack=pack, by="tester")
    places = Agency.objects.filter(code="kec-kaliwungu").values_list("programme_id", "region_code")
    assert set(places) == {("kendal", "33.24.08"), ("kab-semarang", "33.22.17")}


@pytest.mark.django_db
def test_kendals_stated_figures_stand_with_their_day_and_source() -> None:
    add_programme(pack="kendal", by="tester")
    stated = StatedFigure.objects.exclude(source="").values_list("code", "as_of", "value")
    known = {(code, str(day)): value for code, day, value in stated}
    assert known["ASN_COUNT", "2025-06-10"] == 10_292
    assert known["ASN_COUNT", "2025-07-31"] == 10_345
    assert known["DEATHS_PAID_RP", "2025-08-15"] == 8 * 42_000_000
    assert known[packs.TARGET_CODE, "2029-12-31"] == Decimal("51.64")
    assert StatedFigure.objects.filter(code="PRESS_REACH_PERCENT", note__contains="9,42").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("alias", "unit", "code"),
    [("Dinkes", "dinsos", "REG-27"), ("---", "dinkes", "REG-29"), ("BAPENDA", "dinkes", "REG-26")],
)
def test_an_alias_that_cannot_be_is_refused(alias: str, unit: str, code: str) -> None:
    add_programme(pack="kendal", by="tester")
    with pytest.raises(Refused) as refusal:
        add_alias(programme_code="kendal", alias=alias, agency_code=unit, by="tester")
    assert refusal.value.code == code
