"""Say in sentences what a monthly report says in numbers; every sentence is made by rule."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from payung.core.finding import catalogue
from payung.core.period import Month
from payung.core.rules.coverage import definitions
from payung.reports.press import definitions as press_definitions
from payung.reports.wording import Wording, rupiah

Report = Mapping[str, Any]
_SAY = Wording()


def headlines(report: Report) -> list[dict[str, str]]:
    """Return four numbers with their change and what they are taken of."""
    now, before = report["figures"], report["before"]
    reach, cover = now["reach"], now["coverage"]
    label = (Month.parse(report["month"]) - 1).label()
    opd, kecamatan = now["units"]["opd"], now["units"]["kecamatan"]
    more = {
        code: _SAY.signed(now[code]["numerator"] - before[code]["numerator"])
        for code in ("reach", "coverage")
    }
    return [
        {"name": "Pekerja tertanggung", "value": _SAY.count(reach["numerator"]),
         "change": f"{more['reach']} sejak {label}",
         "base": _SAY.share(reach, "ASN")},
        {"name": "Dikonfirmasi BPJS", "value": _SAY.count(cover["numerator"]),
         "change": f"{more['coverage']} sejak {label}",
         "base": _SAY.share(cover, "pekerja")},
        {"name": "OPD dan kecamatan ikut",
         "value": f"{opd['taking_part']} + {kecamatan['taking_part']}",
         "change": f"dari {opd['total']} + {kecamatan['total']} unit",
         "base": f"{len(opd['at_100'])} OPD dan {len(kecamatan['at_100'])} kecamatan lengkap"},
        {"name": "Santunan kematian", "value": _SAY.count(now["claims"]["deaths"]),
         "change": _stated_rupiah(now["claims"]["paid_rp"]), "base": _claims_base(now["claims"])},
    ]  # fmt: skip


def _stated_rupiah(amount_rp: int | None) -> str:
    return _SAY.count(None) if amount_rp is None else rupiah(amount_rp)


def _claims_base(claims: Mapping[str, Any]) -> str:
    told_on = claims.get("as_of")
    return f"seperti dinyatakan per {_SAY.day(told_on)}" if told_on else "belum dinyatakan"


def sentences(report: Report) -> list[str]:
    """Return three sentences for a reader who reads nothing else."""
    now, before, money = report["figures"], report["before"], report["money"]
    reach, standing = now["reach"], now["standing"]
    late = standing["GRACE_1"] + standing["GRACE_2"]
    unpaid = money["billed_count"] - money["collected_count"]
    month = Month.parse(report["month"]).label()
    lapsed = (
        f"{_SAY.count(standing['LAPSED'])} sudah gugur, dan keluarganya tidak menerima santunan "
        "kematian sampai iuran dibayar lagi"
    )
    return [
        f"Pada akhir {month} ada {_SAY.count(reach['numerator'])} pekerja tertanggung, "
        f"{_SAY.signed(reach['numerator'] - before['reach']['numerator'])} dari bulan sebelumnya; "
        f"{_SAY.count(now['coverage']['numerator'])} di antaranya dikonfirmasi BPJS.",
        f"Dari {rupiah(money['billed_rp'])} yang ditagih, {rupiah(money['collected_rp'])} "
        f"terkumpul dan {rupiah(money['remitted_rp'])} sudah disetor; "
        f"{_SAY.count(unpaid)} pekerja belum dibayar.",
        f"{_SAY.count(late)} pekerja menunggak satu atau dua bulan; "
        f"{lapsed if standing['LAPSED'] else 'belum ada yang gugur'}.",
    ]


def difference_rows(report: Report) -> list[list[str]]:
    """Return the month's differences, header first; kinds without any are left out."""
    rows = [["Perbedaan", "Banyak", "Jumlah"]]
    for told in report["differences"]:
        if told["count"]:
            entry = catalogue().get(told["kind"])
            name = entry.id if entry else told["kind"]
            rows.append([name, _SAY.count(told["count"]), rupiah(told["amount_rp"])])
    return rows


def press_rows(report: Report) -> list[list[str]]:
    """Return the press's figures that ours contradict or that need a word, header first."""
    rows = [["Tanggal", "Angka", "Pers", "Payung", "Keterangan"]]
    for told in report["press"]:
        if told["agrees"] is False or told["note"]:
            name = press_definitions().get(told["code"], {}).get("id", told["code"])
            verdict = {True: "Cocok. ", False: "Tidak cocok. ", None: ""}[told["agrees"]]
            ours = "–" if told["ours"] is None else _SAY.number(told["ours"])
            rows.append(
                [
                    _SAY.day(told["as_of"]),
                    name,
                    _SAY.number(told["stated"]),
                    ours,
                    verdict + told["note"],
                ]
            )
    return rows


def source_rows(report: Report) -> list[list[str]]:
    """Return what each indicator counts, with its version, header first."""
    rows = [["Angka", "Yang dihitung", "Dasar dan sumber"]]
    for code, known in definitions().items():
        stated = report["figures"][code]
        stated_on = stated.get("denominator_as_of")
        base = f"{known.denominator_id}: {_SAY.count(stated['denominator'])}. {stated['source']}"
        base += f" (per {_SAY.day(stated_on)})" if stated_on else ""
        rows.append([f"{known.name_id} ({stated['definition']})", known.numerator_id, base])
    for code, told in own_definitions().items():
        rows.append(
            [f"{told['name_id']} ({code}-{told['version']})", told["id"], "Register program"]
        )
    return rows


@cache
def own_definitions() -> Mapping[str, Mapping[str, Any]]:
    """Return how the report's further figures are counted."""
    folder = resources.files("payung.reports").joinpath("definitions")
    return yaml.safe_load(folder.joinpath("indicators.yaml").read_text("utf-8"))
