"""The workers in the register: list, search, one worker with all his months."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.core.calendar import due_date
from payung.core.errors import Refused
from payung.core.identity import nik
from payung.core.period import Month
from payung.coverage.services import ensure_derived
from payung.db.sealing import blind_index
from payung.db.sql import run
from payung.pairing.services import end_sponsorship
from payung.registry.services import end_membership
from payung.web.acts import perform
from payung.web.desk import searching
from payung.web.desk.picking import chosen_month
from payung.web.desk.stale import Stale, state_of
from payung.web.desk.standing import Cell, cells, sentence
from payung.web.masking import masked_nik, masked_phone
from payung.web.pages import check, page
from payung.web.programmes import Programme, desk
from payung.web.templatetags.payung import month as month_words
from payung.web.tokens import token_of
from payung.web.words import WORDS

MONTHS_SHOWN = 24
# The register's reason -> its words, and the reason that pairing keeps with the sponsorship.
_REASONS = {
    "DIED": (gettext_lazy("Meninggal dunia"), "WORKER_DIED"),
    "MOVED_AWAY": (gettext_lazy("Pindah ke luar daerah"), "WORKER_MOVED"),
    "EMPLOYED": (gettext_lazy("Menjadi pekerja penerima upah"), "WORKER_EMPLOYED"),
    "OVER_AGE": (gettext_lazy("Melewati batas usia"), "WORKER_OVER_AGE"),
    "WITHDRAWN": (gettext_lazy("Mengundurkan diri"), "WORKER_WITHDREW"),
}


@desk
def workers(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the workers by filters; a search comes by POST and is kept in the session."""
    if request.method == "POST":
        return _search(request, programme)
    month = chosen_month(request, programme)
    ensure_derived(programme_code=programme.code, month=month)
    asked = request.GET
    search = searching.kept_search(request, programme, "workers")
    standing = asked.get("keadaan", "")
    rows = run(
        "web/list_workers",
        {
            "programme": programme.code,
            "month": month.first_day,
            "is_due": due_date(month) < programme.today,
            "name": searching.like_pattern(search),
            "kecamatan": asked.get("kecamatan", ""),
            "standing": standing if standing in WORDS["standing"] else "",
            "sponsored": {"ya": "yes", "tidak": "no"}.get(asked.get("penanggung", ""), ""),
            "sector_open": False,
            "after": searching.number(asked.get("sesudah")),
            "size": searching.PAGE_ROWS + 1,
        },
    ).dicts()
    found = searching.listing(rows)
    for row in found.rows:
        row["nik"] = masked_nik(row["nik_sealed"])
    return page(
        request, "desk/workers", programme, part="workers",
        month=month, found=found, search=search, asked=asked,
        kecamatan=run("web/list_kecamatan", {"regency": programme.regency_code}).dicts(),
        standings=list(WORDS["standing"]), query=searching.without_page(request),
    )  # fmt: skip


def _search(request: HttpRequest, programme: Programme) -> HttpResponse:
    text = " ".join(request.POST.get("cari", "").split())[:100]
    compact = nik.compact(text)
    if nik.is_valid(compact):
        index = blind_index(compact, "nik")
        found = run("web/find_worker_by_nik", {"programme": programme.code, "nik_index": index})
        if found.rows:
            return redirect("desk:worker", programme.code, found.rows[0][0])
        return page(request, "desk/worker_unknown", programme, part="workers")
    searching.keep_search(request, programme, "workers", text)
    return redirect(reverse("desk:workers", args=[programme.code]) + ("?cari=1" if text else ""))


def worker_or_404(programme: Programme, worker_id: int) -> dict[str, Any]:
    """Return the worker's newest register entry.

    Raises:
        Http404: the programme has no such worker.
    """
    rows = run("web/find_worker", {"programme": programme.code, "worker": worker_id}).dicts()
    if not rows:
        raise Http404
    found = rows[0]
    found["nik"] = masked_nik(found["nik_sealed"])
    found["phone"] = masked_phone(found["phone_sealed"])
    return found


@desk
def worker(request: HttpRequest, programme: Programme, worker_id: int) -> HttpResponse:
    """Show one worker: how he stands, his months, who pays for him, what the register said."""
    found = worker_or_404(programme, worker_id)
    month = chosen_month(request, programme)
    ensure_derived(programme_code=programme.code, month=month)
    scope = {
        "worker": worker_id,
        "month": month.first_day,
        "is_due": due_date(month) < programme.today,
        "size": MONTHS_SHOWN,
    }
    months: list[Cell] = cells(run("web/list_worker_months", scope).dicts())
    ended = found["until_date"] is not None and found["until_date"] <= month.last_day
    return page(
        request, "desk/worker", programme, part="workers",
        crumbs=[(_("Pekerja"), reverse("desk:workers", args=[programme.code]))],
        worker=found, month=month, months=months,
        sentence=sentence(months, ended_on=found["until_date"] if ended else None),
        sponsorships=run(
            "web/list_sponsorships",
            {"programme": programme.code, "worker": worker_id, "sponsor": None},
        ).dicts(),
        terms=run("web/list_worker_terms", {"worker": worker_id}).dicts(),
    )  # fmt: skip


class EndForm(forms.Form):
    """Ask how and when a membership ends."""

    use_required_attribute = False
    reason = forms.ChoiceField(
        label=gettext_lazy("Mengapa berakhir?"),
        choices=[
            ("", gettext_lazy("Pilih alasan")),
            *((code, words) for code, (words, _of_pairing) in _REASONS.items()),
        ],
        error_messages={"required": gettext_lazy("Pilih mengapa kepesertaan berakhir.")},
    )
    last_month = forms.CharField(
        label=gettext_lazy("Bulan terakhir yang ditagih"),
        help_text=gettext_lazy("Tulis tahun dan bulan, misalnya 2025-09."),
        error_messages={"required": gettext_lazy("Tuliskan bulan terakhir yang ditagih.")},
    )

    def clean_last_month(self) -> Month:
        """Read the month."""
        try:
            return Month.parse(self.cleaned_data["last_month"].strip())
        except ValueError as problem:
            raise forms.ValidationError(
                _("Tulis bulan sebagai tahun dan bulan, misalnya 2025-09.")
            ) from problem


@desk
def end(request: HttpRequest, programme: Programme, worker_id: int) -> HttpResponse:
    """End a membership: ask how, show what will happen, do it once."""
    found = worker_or_404(programme, worker_id)
    back = reverse("desk:worker", args=[programme.code, worker_id])
    crumbs = [(_("Pekerja"), reverse("desk:workers", args=[programme.code])), (found["name"], back)]
    form = EndForm(request.POST if request.method == "POST" else None)
    refusal, state = None, state_of(found)
    shown: dict[str, Any] = {
        "part": "workers", "form": form, "worker": found, "crumbs": crumbs, "back": back,
        "state": state,
    }  # fmt: skip
    if not form.is_bound or not form.is_valid():
        return page(request, "desk/worker_end", programme, **shown)
    if request.POST.get("dilihat") != state and token_of(request) is None:
        return page(request, "desk/worker_end", programme, conflict=_changed(), **shown)
    last_month, reason = form.cleaned_data["last_month"], form.cleaned_data["reason"]
    if token := token_of(request):
        try:
            receipt = perform(
                token=token, act="worker-end", programme_code=programme.code,
                by=request.user.get_username(),
                do=lambda: _end(programme, worker_id, last_month, reason, request),
            )  # fmt: skip
            return redirect("desk:receipt", programme.code, receipt.token)
        except Refused as problem:
            refusal = problem
        except Stale:
            return page(request, "desk/worker_end", programme, conflict=_changed(), **shown)
    return check(
        request, programme, part="workers", refusal=refusal, crumbs=crumbs, back=back,
        title=_("Periksa: akhiri kepesertaan"),
        answers=[
            (_("Pekerja"), found["name"], ""),
            (_("Alasan"), _REASONS[reason][0], ""),
            (_("Bulan terakhir"), month_words(last_month), ""),
        ],
        warning=_("Penanggungannya ikut berakhir dan tidak ditagih lagi sesudah bulan itu."),
        button=_("Akhiri kepesertaan"), danger=True,
        hidden=[("reason", reason), ("last_month", str(last_month)), ("dilihat", state)],
    )  # fmt: skip


def _changed() -> str:
    return _("Data pekerja ini berubah sejak halaman ini dibuka.")


def _end(
    programme: Programme, worker_id: int, last_month: Month, reason: str, request: HttpRequest
) -> dict[str, Any]:
    if request.POST.get("dilihat") != state_of(worker_or_404(programme, worker_id)):
        raise Stale
    by = request.user.get_username()
    scope = {"programme": programme.code, "worker": worker_id, "sponsor": None}
    for held in run("web/list_sponsorships", scope).dicts():
        if held["last_month"] is None or Month.of(held["last_month"]) > last_month:
            end_sponsorship(
                sponsorship_id=held["id"], last_month=last_month, reason=_REASONS[reason][1], by=by
            )
    end_membership(worker_id=worker_id, last_day=last_month.last_day, reason=reason, by=by)
    return {"worker": worker_id, "last_month": str(last_month), "reason": reason}
