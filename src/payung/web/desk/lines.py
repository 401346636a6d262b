"""One line of a bill: what paid it, and how it or its money is taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.audit.selectors import entries_about
from payung.billing.selectors import first_open_month
from payung.core.errors import Refused
from payung.core.period import Month
from payung.db.sql import run
from payung.payments.services import reverse_allocation, withdraw_line
from payung.web.acts import perform
from payung.web.desk.months import month_crumbs
from payung.web.pages import Answers, check, page
from payung.web.programmes import Programme, desk
from payung.web.templatetags.payung import month as month_words
from payung.web.templatetags.payung import rupiah
from payung.web.tokens import token_of

ALLOCATIONS_SHOWN = 200


def allocations_of(
    programme: Programme, *, line: int | None = None, entry: int | None = None
) -> list[dict[str, Any]]:
    """Return what was set on a line, or of an entry, and taken back, newest first."""
    scope = {"programme": programme.code, "line": line, "entry": entry, "size": ALLOCATIONS_SHOWN}
    return run("web/list_allocations", scope).dicts()


def _line_or_404(programme: Programme, month: Month, line_id: int) -> dict[str, Any]:
    rows = run("web/find_line", {"programme": programme.code, "line": line_id}).dicts()
    if not rows or Month.of(rows[0]["bill_month"]) != month:
        raise Http404
    return rows[0]


def _crumbs(programme: Programme, month: Month, line: dict[str, Any]) -> list[tuple[str, str]]:
    bill = reverse("desk:bill", args=[programme.code, month, line["bill_id"]])
    return [*month_crumbs(programme, month), (line["agency_name"], bill)]


@desk
def line(request: HttpRequest, programme: Programme, month: Month, line_id: int) -> HttpResponse:
    """Show one line with its money and what was done to it."""
    found = _line_or_404(programme, month, line_id)
    return page(
        request, "desk/line", programme, part="months", crumbs=_crumbs(programme, month, found),
        month=month, line=found, allocations=allocations_of(programme, line=line_id),
        acts=entries_about(table="billing_line", key=str(line_id)),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Ask why something is taken back."""

    use_required_attribute = False
    reason = forms.CharField(
        label=gettext_lazy("Mengapa?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text=gettext_lazy("Tanpa NIK, NIP, atau nomor telepon. Alasan ini tercatat."),
        error_messages={
            "required": gettext_lazy("Tuliskan alasannya; ini tercatat."),
            "max_length": gettext_lazy("Terlalu panjang; paling banyak 500 huruf."),
        },
    )


class _Correction(NamedTuple):
    """What one way of taking back says and does."""

    act: str
    heading: str | Promise
    check_heading: str | Promise
    warning: str | Promise
    button: str | Promise
    answers: Answers
    do: Callable[[str], dict[str, Any]]


@desk
def withdraw(
    request: HttpRequest, programme: Programme, month: Month, line_id: int
) -> HttpResponse:
    """Take a billed line back by a reversing line: ask why, show, do it once."""
    found = _line_or_404(programme, month, line_id)
    by = request.user.get_username()
    if found["kind"] != "CHARGE":
        raise Http404
    booked = first_open_month(programme_code=programme.code, month=Month.of(found["month"]))

    def do(reason: str) -> dict[str, Any]:
        done = withdraw_line(line_id=line_id, reason=reason, by=by)
        return {
            "line": line_id, "bill_month": str(month), "month": str(done.month),
            "amount_rp": found["amount_rp"], "freed_rp": found["paid_rp"],
        }  # fmt: skip

    return _correct(
        request, programme, month, found,
        _Correction(
            "withdraw", _("Batalkan iuran"), _("Periksa: batalkan iuran"),
            _("Bulan itu dapat ditagih lagi: bila pekerjanya memang tidak ditanggung, akhiri "
              "penanggungannya lebih dulu. Uang yang terpasang dilepas dan menunggu."),
            _("Batalkan iuran"),
            [(_("Baris pembalik masuk bulan"), month_words(booked), ""),
             (_("Uang yang dilepas"), rupiah(found["paid_rp"]), "")],
            do,
        ),
    )  # fmt: skip


@desk
def release(request: HttpRequest, programme: Programme, month: Month, line_id: int) -> HttpResponse:
    """Take the money off a line: ask why, show, do it once."""
    found = _line_or_404(programme, month, line_id)
    by, allocation = request.user.get_username(), found["allocation_id"]
    if allocation is None and token_of(request) is None:
        raise Http404

    def do(reason: str) -> dict[str, Any]:
        reverse_allocation(allocation_id=allocation or 0, reason=reason, by=by)
        entries = {row["entry_id"] for row in allocations_of(programme, line=line_id)}
        return {
            "line": line_id, "bill_month": str(month), "freed_rp": found["paid_rp"],
            "entry": min(entries) if len(entries) == 1 else None,
        }  # fmt: skip

    return _correct(
        request, programme, month, found,
        _Correction(
            "release", _("Lepas uang dari iuran"), _("Periksa: lepas uang"),
            _("Uang ini menunggu lagi. Kenali pengirimnya sesudah ini; tanpa itu ia dipasang "
              "kembali ketika tagihan terbit atau uang masuk dicatat."),
            _("Lepas uang"), [(_("Uang yang dilepas"), rupiah(found["paid_rp"]), "")], do,
        ),
    )  # fmt: skip


def _correct(
    request: HttpRequest, programme: Programme, month: Month, found: dict[str, Any],
    asked: _Correction,
) -> HttpResponse:  # fmt: skip
    """Ask for the reason, show what will happen, and do it once."""
    back = reverse("desk:line", args=[programme.code, month, found["id"]])
    crumbs = [*_crumbs(programme, month, found), (found["worker_name"], back)]
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return page(
            request, "desk/line_reason", programme, part="months", form=form, crumbs=crumbs,
            back=back, line=found, heading=asked.heading, warning=asked.warning,
        )  # fmt: skip
    reason, refusal = form.cleaned_data["reason"], None
    if token := token_of(request):
        try:
            receipt = perform(
                token=token, act=asked.act, programme_code=programme.code,
                by=request.user.get_username(), do=lambda: asked.do(reason),
            )  # fmt: skip
            return redirect("desk:receipt", programme.code, receipt.token)
        except Refused as problem:
            refusal = problem
    return check(
        request, programme, part="months", refusal=refusal, crumbs=crumbs, back=back,
        title=asked.check_heading, warning=asked.warning, button=asked.button, danger=True,
        answers=[
            (_("Pekerja"), found["worker_name"], ""),
            (_("Bulan"), month_words(found["month"]), ""),
            (_("Iuran"), rupiah(found["amount_rp"]), ""),
            *asked.answers,
            (_("Alasan"), reason, ""),
        ],
        hidden=[("reason", reason)],
    )  # fmt: skip
