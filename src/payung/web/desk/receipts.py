"""The page that proves what was done; it can be kept, printed and opened again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.core.period import Month
from payung.web.models import Receipt
from payung.web.pages import page
from payung.web.programmes import Programme, desk
from payung.web.templatetags.payung import count, rupiah
from payung.web.templatetags.payung import month as month_words
from payung.web.words import word


class Told(NamedTuple):
    """What a receipt says: heading, facts, where to go next, and how it can be undone."""

    heading: str
    facts: list[tuple[str, Any]]
    links: list[tuple[str, str]]
    undo: str = ""


@desk
def receipt(request: HttpRequest, programme: Programme, token: str) -> HttpResponse:
    """Show one receipt of the programme."""
    found = Receipt.objects.filter(token=token, programme_code=programme.code).first()
    if found is None:
        raise Http404
    told = _TOLD[found.act](programme, found.details)
    return page(
        request, "receipt", programme, receipt=found, number=str(found.token)[:8].upper(),
        heading=told.heading, facts=told.facts, links=told.links, undo=told.undo,
    )  # fmt: skip


def _link(name: str, programme: Programme, *args: Any) -> str:
    return reverse(f"desk:{name}", args=[programme.code, *args])


def _list_stored(programme: Programme, told: dict[str, Any]) -> Told:
    kind = told["kind"]
    facts = [
        (_("Daftar"), word(kind, "kind")),
        (_("Baris"), count(told["rows"])),
        (_("Disimpan"), count(told["accepted"])),
        (_("Di antaranya tidak berubah"), count(told["unchanged"])),
        (_("Ditahan"), count(told["held"])),
        (_("Ditolak"), count(told["refused"])),
    ]
    links = {
        "sponsors": [(_("Lihat ASN"), _link("sponsors", programme))],
        "workers": [(_("Carikan penanggung"), _link("pairing", programme))],
        "participants": [(_("Buka bulan ini"), _link("months", programme))],
    }[kind]
    if told["held"] or told["refused"]:
        links.append(
            (_("Unduh baris yang bermasalah"), _link("list-errors", programme, told["batch"]))
        )
    undo = _("Tidak ada yang dihapus: daftar berikutnya dari kantor yang sama memperbaikinya.")
    return Told(_("Daftar tersimpan"), facts, [*links, _home(programme)], undo)


def _money_recorded(programme: Programme, told: dict[str, Any]) -> Told:
    facts = [
        (_("Baris baru"), count(told["entries"])),
        (_("Sudah pernah dicatat"), count(told["duplicates"])),
        (_("Terpasang pada tagihan"), rupiah(told["allocated_rp"])),
        (_("Belum terpasang"), rupiah(told["unallocated_rp"])),
    ]
    links = [(_("Buka bulan ini"), _link("months", programme))]
    if told["unallocated_rp"]:
        links.insert(0, (_("Kenali uang masuk"), _link("credits", programme)))
    undo = _("Pemasangan yang keliru dibalik, tidak dihapus.")
    return Told(_("Uang masuk tercatat"), facts, links, undo)


def _issued(programme: Programme, told: dict[str, Any]) -> Told:
    month = Month.parse(told["month"])
    facts = [
        (_("Bulan"), month_words(month)),
        (_("Tagihan baru"), count(told["created"])),
        (_("Tagihan seluruhnya"), count(told["bills"])),
        (_("Iuran"), count(told["lines"])),
        (_("Jumlah"), rupiah(told["total_rp"])),
        (_("Langsung terbayar dari uang yang menunggu"), rupiah(told["allocated_rp"])),
    ]
    heading = _("Tagihan terbit")
    if told["state"] == "PREPARED":
        heading = _("Tagihan disiapkan, menunggu orang kedua")
    undo = _("Tagihan yang terbit tidak berubah; kekeliruan dikoreksi dengan baris pembalik.")
    links = [(_("Lihat tagihan per unit"), _link("month", programme, month)), _home(programme)]
    return Told(heading, facts, links, undo)


def _paired(programme: Programme, told: dict[str, Any]) -> Told:
    month = Month.parse(told["month"])
    facts = [
        (_("Penanggungan dibuka"), count(told["opened"])),
        (_("Bulan pertama yang ditagih"), month_words(month)),
    ]
    links = [(_("Terbitkan tagihan"), _link("month", programme, month)), _home(programme)]
    undo = _("Penanggungan dapat diakhiri dari halaman pekerjanya.")
    return Told(_("Penanggungan dibuka"), facts, links, undo)


def _remitted(programme: Programme, told: dict[str, Any]) -> Told:
    month = Month.parse(told["month"])
    facts = [
        (_("Bulan"), month_words(month)),
        (_("Jumlah"), rupiah(told["amount_rp"])),
        (_("Disetor seluruhnya"), rupiah(told["remitted_rp"])),
        (_("Masih harus disetor"), rupiah(told["open_rp"])),
    ]
    links = [(_("Buka bulan ini"), _link("month", programme, month)), _home(programme)]
    return Told(_("Setoran tercatat"), facts, links)


def _assigned(programme: Programme, told: dict[str, Any]) -> Told:
    facts = [(_("Sisa uang ini"), rupiah(told["left_rp"]))]
    links = [(_("Uang masuk yang menunggu"), _link("credits", programme)), _home(programme)]
    undo = _("Bila keliru, kenali lagi: keputusan yang terbaru yang berlaku.")
    return Told(_("Uang masuk dikenali"), facts, links, undo)


def _withdrawn(programme: Programme, told: dict[str, Any]) -> Told:
    facts = [
        (_("Iuran yang dibatalkan"), rupiah(told["amount_rp"])),
        (_("Baris pembalik masuk bulan"), month_words(told["month"])),
        (_("Uang yang dilepas"), rupiah(told["freed_rp"])),
    ]
    links = [(_("Lihat iurannya"), _link("line", programme, told["bill_month"], told["line"]))]
    if told["freed_rp"]:
        links.append((_("Kenali uang masuk"), _link("credits", programme)))
    undo = _("Bila keliru, terbitkan lagi tagihan bulan itu: iuran yang dibatalkan ditagih ulang.")
    return Told(_("Iuran dibatalkan"), facts, [*links, _home(programme)], undo)


def _released(programme: Programme, told: dict[str, Any]) -> Told:
    facts = [(_("Uang yang dilepas"), rupiah(told["freed_rp"]))]
    links = [(_("Lihat iurannya"), _link("line", programme, told["bill_month"], told["line"]))]
    if told["entry"]:
        links.insert(0, (_("Kenali uang ini"), _link("entry", programme, told["entry"])))
    undo = _(
        "Bila keliru, tidak perlu apa-apa: uangnya dipasang kembali ketika tagihan terbit atau "
        "uang masuk dicatat."
    )
    return Told(_("Uang dilepas"), facts, [*links, _home(programme)], undo)


def _closed(programme: Programme, told: dict[str, Any]) -> Told:
    month = Month.parse(told["month"])
    facts = [
        (_("Bulan"), month_words(month)),
        (_("Ditagih"), rupiah(told["billed_rp"])),
        (_("Uang masuk"), rupiah(told["received_rp"])),
        (_("Dipastikan BPJS"), count(told["confirmed_workers"])),
    ]
    figures = _link("figures", programme) + f"?bulan={month}"
    return Told(_("Bulan ditutup"), facts, [(_("Buat laporan Monev"), figures), _home(programme)])


def _membership_ended(programme: Programme, told: dict[str, Any]) -> Told:
    facts = [(_("Bulan terakhir"), month_words(told["last_month"]))]
    links = [(_("Lihat pekerjanya"), _link("worker", programme, told["worker"])), _home(programme)]
    return Told(_("Kepesertaan berakhir"), facts, links)


def _frozen(programme: Programme, told: dict[str, Any]) -> Told:
    month = Month.parse(told["month"])
    facts = [(_("Bulan"), month_words(month)), (_("Revisi"), count(told["revision"]))]
    paper = _link("paper", programme, month, "pdf")
    undo = _("Angka yang berubah kemudian dibekukan sebagai revisi di sampingnya.")
    return Told(
        _("Angka dibekukan"), facts, [(_("Unduh laporan PDF"), paper), _home(programme)], undo
    )


def _home(programme: Programme) -> tuple[str, str]:
    return (_("Pekerjaan bulan ini"), _link("home", programme))


_TOLD: dict[str, Callable[[Programme, dict[str, Any]], Told]] = {
    "list": _list_stored,
    "money": _money_recorded,
    "issue": _issued,
    "pairing": _paired,
    "remit": _remitted,
    "assign": _assigned,
    "withdraw": _withdrawn,
    "release": _released,
    "close": _closed,
    "worker-end": _membership_ended,
    "freeze": _frozen,
}
