"""What the desk has to do in a month, made from counts of the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.core.period import Month
from payung.db.sql import run
from payung.web.programmes import Programme
from payung.web.templatetags.payung import count, day, rupiah


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the list; `link` is empty for what cannot start yet."""

    title: str | Promise
    more: str
    state: str  # todo, waiting, problem, done
    link: str = ""


Groups = list[tuple[str, list[Task]]]


def counts_of(programme: Programme, month: Month) -> dict[str, Any]:
    """Return everything that waits in a month, as counts and rupiah."""
    return run(
        "web/count_tasks",
        {
            "programme": programme.code,
            "month": month.first_day,
            "next_month": (month + 1).first_day,
        },
    ).one()


def task_groups(
    programme: Programme, month: Month, counts: dict[str, Any], differences_open: int | None
) -> Groups:
    """Return the month's tasks in the order of the work; `differences_open` None: not matched."""
    return [
        (_("Daftar"), [_lists(programme, counts), _insurer(programme, counts)]),
        (_("Pekerja dan penanggung"), [_waiting(programme, counts), _sectors(programme, counts)]),
        (
            _("Tagihan dan uang"),
            [
                _bill(programme, month, counts),
                _collect(programme, month, counts),
                _credits(programme, counts),
                _remit(programme, month, counts),
            ],
        ),
        (
            _("Pencocokan dan laporan"),
            [
                _match(programme, month, counts, differences_open),
                _report(programme, month, counts),
            ],
        ),
    ]


def _lists(programme: Programme, counts: dict[str, Any]) -> Task:
    link = reverse("desk:lists", args=[programme.code])
    title = _("Masukkan daftar ASN dan pekerja")
    if waiting := counts["lists_waiting"]:
        more = ngettext("{n} daftar belum selesai", "{n} daftar belum selesai", waiting)
        held = counts["rows_held"]
        held_text = (
            ngettext(", {n} baris ditahan", ", {n} baris ditahan", held).format(n=count(held))
            if held
            else ""
        )
        return Task(title, more.format(n=count(waiting)) + held_text, "problem", link)
    newest = [at for at in (counts["sponsors_at"], counts["workers_at"]) if at]
    if not counts["workers"]:
        return Task(title, _("Belum ada pekerja di register."), "todo", link)
    more = _("{n} pekerja terdaftar.").format(n=count(counts["workers"]))
    if newest:
        more += " " + _("Daftar terakhir disimpan {day}.").format(day=day(max(newest).date()))
    return Task(title, more, "done", link)


def _insurer(programme: Programme, counts: dict[str, Any]) -> Task:
    link = reverse("desk:list-new", args=[programme.code]) + "?jenis=participants"
    title = _("Masukkan daftar peserta dari BPJS")
    if counts["insurer_as_of"]:
        return Task(
            title,
            _("Per {day}.").format(day=day(counts["insurer_as_of"])),
            "done",
            reverse("desk:lists", args=[programme.code]) + "?jenis=participants",
        )
    more = _("Belum ada daftar untuk bulan ini. Tanpa itu tidak seorang pun dapat dipastikan.")
    return Task(title, more, "todo" if counts["bills"] else "waiting", link)


def _waiting(programme: Programme, counts: dict[str, Any]) -> Task:
    title = _("Carikan penanggung")
    link = reverse("desk:pairing", args=[programme.code])
    if waiting := counts["workers_waiting"]:
        more = ngettext(
            "{n} pekerja menunggu penanggung.", "{n} pekerja menunggu penanggung.", waiting
        )
        return Task(title, more.format(n=count(waiting)), "todo", link)
    if not counts["workers"]:
        return Task(title, _("Setelah ada daftar pekerja."), "waiting")
    return Task(title, _("Semua pekerja punya penanggung."), "done", link)


def _sectors(programme: Programme, counts: dict[str, Any]) -> Task:
    title = _("Pastikan sektor pekerjaan")
    link = reverse("desk:sectors", args=[programme.code])
    if open_count := counts["sectors_open"]:
        more = ngettext(
            "{n} pekerja sektornya baru dugaan; sementara ditagih dengan tarif yang lebih mahal.",
            "{n} pekerja sektornya baru dugaan; sementara ditagih dengan tarif yang lebih mahal.",
            open_count,
        )
        return Task(title, more.format(n=count(open_count)), "todo", link)
    if not counts["workers"]:
        return Task(title, _("Setelah ada daftar pekerja."), "waiting")
    return Task(title, _("Semua sektor sudah pasti."), "done", link)


def _bill(programme: Programme, month: Month, counts: dict[str, Any]) -> Task:
    title = _("Terbitkan tagihan")
    link = reverse("desk:month", args=[programme.code, month])
    if counts["runs_prepared"]:
        return Task(title, _("Disiapkan; menunggu persetujuan orang kedua."), "problem", link)
    if unbilled := counts["unbilled"]:
        more = ngettext(
            "{n} penanggungan belum ditagih.", "{n} penanggungan belum ditagih.", unbilled
        )
        return Task(title, more.format(n=count(unbilled)), "todo", link)
    if counts["bills"]:
        more = ngettext("{n} tagihan, {total}.", "{n} tagihan, {total}.", counts["bills"])
        total = rupiah(counts["billed_rp"])
        return Task(title, more.format(n=count(counts["bills"]), total=total), "done", link)
    return Task(title, _("Setelah ada penanggungan untuk bulan ini."), "waiting")


def _collect(programme: Programme, month: Month, counts: dict[str, Any]) -> Task:
    title = _("Catat uang masuk")
    if not counts["bills"]:
        return Task(title, _("Setelah tagihan terbit."), "waiting")
    link = reverse("desk:month", args=[programme.code, month])
    open_rp = counts["billed_rp"] - counts["collected_rp"]
    if open_rp > 0:
        more = _("{open} dari {total} belum dibayar.")
        text = more.format(open=rupiah(open_rp), total=rupiah(counts["billed_rp"]))
        return Task(title, text, "todo", link)
    return Task(title, _("Lunas {total}.").format(total=rupiah(counts["billed_rp"])), "done", link)


def _credits(programme: Programme, counts: dict[str, Any]) -> Task:
    title = _("Kenali uang masuk")
    link = reverse("desk:credits", args=[programme.code])
    if open_count := counts["credits_open"]:
        more = ngettext(
            "{n} uang masuk masih bersisa, {total}.",
            "{n} uang masuk masih bersisa, {total}.",
            open_count,
        )
        total = rupiah(counts["credits_open_rp"])
        return Task(title, more.format(n=count(open_count), total=total), "problem", link)
    return Task(title, _("Semua uang masuk dikenal."), "done", link)


def _remit(programme: Programme, month: Month, counts: dict[str, Any]) -> Task:
    title = _("Setor ke BPJS")
    if not counts["collected_rp"]:
        return Task(title, _("Setelah ada uang terkumpul."), "waiting")
    open_rp = counts["collected_rp"] - counts["remitted_rp"]
    link = reverse("desk:remit", args=[programme.code, month])
    if open_rp > 0:
        text = _("{open} terkumpul dan belum disetor.").format(open=rupiah(open_rp))
        return Task(title, text, "todo", link)
    return Task(
        title, _("Disetor {total}.").format(total=rupiah(counts["remitted_rp"])), "done", link
    )


def _match(
    programme: Programme, month: Month, counts: dict[str, Any], differences_open: int | None
) -> Task:
    title = _("Cocokkan tagihan, uang, dan daftar BPJS")
    link = reverse("desk:differences", args=[programme.code, month])
    if counts["is_closed"]:
        return Task(title, _("Bulan ini sudah ditutup."), "done", link)
    if not counts["bills"]:
        return Task(title, _("Setelah tagihan terbit."), "waiting")
    if differences_open is None:
        return Task(title, _("Belum pernah dicocokkan."), "todo", link)
    if differences_open:
        more = ngettext(
            "{n} selisih belum dijelaskan.", "{n} selisih belum dijelaskan.", differences_open
        )
        return Task(title, more.format(n=count(differences_open)), "problem", link)
    return Task(title, _("Tidak ada selisih terbuka; bulan dapat ditutup."), "todo", link)


def _report(programme: Programme, month: Month, counts: dict[str, Any]) -> Task:
    title = _("Buat laporan Monev")
    link = reverse("desk:figures", args=[programme.code]) + f"?bulan={month}"
    if counts["frozen_revision"]:
        more = _("Angka dibekukan, revisi {n}.").format(n=counts["frozen_revision"])
        return Task(title, more, "done", link)
    if not counts["bills"]:
        return Task(title, _("Setelah tagihan terbit."), "waiting")
    return Task(title, _("Angka bulan ini belum dibekukan."), "todo", link)
