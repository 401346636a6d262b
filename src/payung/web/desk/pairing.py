"""Who pays for whom: proposals with their reasons, confirmed, changed or set aside by people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.core.errors import Refused
from payung.core.period import Month
from payung.db.sql import run
from payung.pairing.services import choose_sponsor, open_proposals, reject_proposal
from payung.pairing.services import propose as make_proposals
from payung.web.acts import perform
from payung.web.desk import searching
from payung.web.desk.picking import chosen_month, month_of, months_around
from payung.web.desk.tasks import counts_of
from payung.web.pages import check, page
from payung.web.programmes import Programme, desk
from payung.web.templatetags.payung import count
from payung.web.templatetags.payung import month as month_words
from payung.web.tokens import token_of


def _run_of(programme: Programme) -> dict[str, Any] | None:
    """Return the newest run of proposals with its counts by state."""
    rows = run("web/find_proposal_run", {"programme": programme.code}).dicts()
    return rows[0] if rows else None


@desk
def pairing(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Show who waits, and the newest proposals with why each was made."""
    month = chosen_month(request, programme)
    newest = _run_of(programme)
    rows = []
    if newest and newest["proposed"]:
        rows = run(
            "web/list_proposals",
            {
                "run": newest["id"],
                "proposal": None,
                "after": searching.number(request.GET.get("sesudah")),
                "size": searching.PAGE_ROWS + 1,
            },
        ).dicts()
    return page(
        request, "desk/pairing", programme, part="pairing",
        month=month, months=months_around(month, programme), counts=counts_of(programme, month),
        run=newest, found=searching.listing(rows), query=searching.without_page(request),
    )  # fmt: skip


@desk
def propose(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Make new proposals; nothing is opened, and open proposals of before are replaced."""
    if request.method != "POST":
        return redirect("desk:pairing", programme.code)
    month = month_of(request.POST.get("bulan", ""), programme)
    done = make_proposals(
        programme_code=programme.code, month=month, by=request.user.get_username()
    )
    text = _("{proposed} usulan dibuat; {unmatched} pekerja belum mendapat penanggung.")
    messages.success(
        request, text.format(proposed=count(done.proposed), unmatched=count(done.unmatched))
    )
    return redirect("desk:pairing", programme.code)


@desk
def confirm(request: HttpRequest, programme: Programme, run_id: int) -> HttpResponse:
    """Open all proposals that still stand: show what that means, do it once."""
    newest = _run_of(programme)
    back = reverse("desk:pairing", args=[programme.code])
    refusal = None
    if token := token_of(request):
        try:
            receipt = perform(
                token=token, act="pairing", programme_code=programme.code,
                by=request.user.get_username(),
                do=lambda: _open(request, run_id, newest),
            )  # fmt: skip
            return redirect("desk:receipt", programme.code, receipt.token)
        except Refused as problem:
            refusal = problem
    if newest is None or newest["id"] != run_id:
        raise Http404
    return check(
        request, programme, part="pairing", refusal=refusal, back=back,
        crumbs=[(_("Pasangan"), back)], title=_("Periksa: buka penanggungan"),
        answers=[
            (_("Usulan yang dibuka"), count(newest["proposed"]), ""),
            (_("Disebut dalam daftar"), count(newest["named"]), ""),
            (_("Dihitung atau dipilih"), count(newest["proposed"] - newest["named"]), ""),
            (_("Bulan pertama yang ditagih"), month_words(newest["month"]), ""),
        ],
        warning=_("Sesudah ini setiap pekerja yang dibuka ikut ditagih mulai bulan itu."),
        button=_("Buka penanggungan"),
    )  # fmt: skip


def _open(request: HttpRequest, run_id: int, newest: dict[str, Any] | None) -> dict[str, Any]:
    if newest is None or newest["id"] != run_id:
        raise Http404
    done = open_proposals(run_id=run_id, by=request.user.get_username())
    return {"opened": done.opened, "month": str(Month.of(newest["month"]))}


class ProposalForm(forms.Form):
    """Ask who should pay instead, or why the pair is set aside."""

    use_required_attribute = False
    sponsor = forms.TypedChoiceField(
        label=gettext_lazy("Penanggung lain"), required=False, coerce=int, empty_value=None,
        help_text=gettext_lazy("ASN yang masih punya tempat, yang terdekat lebih dulu."),
        error_messages={"invalid_choice": gettext_lazy("Pilih ASN dari daftar.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Atau alasan mengesampingkan usulan ini"),
        required=False,
        max_length=500,
        help_text=gettext_lazy(
            "Pekerjanya tetap menunggu: usulan baru mencarikannya lagi, mungkin ASN yang sama."
        ),
    )

    def __init__(self, *args: Any, sponsors: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["sponsor"]
        assert isinstance(field, forms.TypedChoiceField)
        offered = [(row["id"], f"{row['name']} – {row['agency_name'] or ''}") for row in sponsors]
        field.choices = [("", _("Tetap seperti usulan")), *offered]

    def clean(self) -> dict[str, Any]:
        """Refuse a page sent without a decision, or with two."""
        asked = self.cleaned_data
        if bool(asked.get("sponsor")) == bool(asked.get("reason")) and not self.errors:
            self.add_error("sponsor", _("Pilih penanggung lain, atau tuliskan alasan; salah satu."))
        return asked


@desk
def proposal(request: HttpRequest, programme: Programme, proposal_id: int) -> HttpResponse:
    """Change or set aside one proposal; both can be changed again until it is opened."""
    newest = _run_of(programme)
    rows = (
        newest
        and run(
            "web/list_proposals",
            {"run": newest["id"], "proposal": proposal_id, "after": None, "size": 1},
        ).dicts()
    )
    if not rows:
        raise Http404
    back = reverse("desk:pairing", args=[programme.code])
    free = run(
        "web/list_free_sponsors", {"programme": programme.code, "proposal": proposal_id}
    ).dicts()
    form = ProposalForm(request.POST if request.method == "POST" else None, sponsors=free)
    refusal = None
    if form.is_bound and form.is_valid():
        try:
            _decide(request, proposal_id, form.cleaned_data)
            return redirect(back)
        except Refused as problem:
            refusal = problem
    return page(
        request, "desk/proposal", programme, part="pairing", form=form, refusal=refusal,
        crumbs=[(_("Pasangan"), back)], proposal=rows[0], back=back,
    )  # fmt: skip


def _decide(request: HttpRequest, proposal_id: int, asked: dict[str, Any]) -> None:
    by = request.user.get_username()
    if asked["sponsor"]:
        choose_sponsor(proposal_id=proposal_id, sponsor_id=asked["sponsor"], by=by)
        messages.success(request, _("Penanggung diganti pada usulan itu."))
    else:
        reject_proposal(proposal_id=proposal_id, reason=asked["reason"], by=by)
        messages.success(request, _("Usulan dikesampingkan; pekerjanya menunggu usulan baru."))
