"""Bill, money and the insurer's list side by side: what does not agree, and how it is closed."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.core.errors import Refused
from payung.core.period import Month
from payung.coverage.services import ensure_derived
from payung.db.sql import run
from payung.reconciliation import selectors
from payung.reconciliation.services import close_month, explain, match_month
from payung.web.acts import perform
from payung.web.desk.months import month_crumbs
from payung.web.pages import check, page
from payung.web.programmes import Programme, desk
from payung.web.templatetags.payung import count, rupiah
from payung.web.templatetags.payung import month as month_words
from payung.web.tokens import token_of
from payung.web.words import WORDS


@desk
def differences(request: HttpRequest, programme: Programme, month: Month) -> HttpResponse:
    """Show the month's sums, and each kind of difference with its reason and next step."""
    scope: dict[str, Any] = {"programme_code": programme.code, "month": month}
    match = selectors.match_of(**scope)
    still_open = Counter(one["kind"] for one in selectors.differences(**scope, only_open=True))
    kinds = [
        {**row, "open": still_open[row["kind"]]}
        for row in (match.totals.get("differences", []) if match else [])
    ]
    return page(
        request, "desk/differences", programme, part="months",
        crumbs=month_crumbs(programme, month), month=month, match=match,
        kinds=[row for row in kinds if row["count"]],
        agreeing=[row for row in kinds if not row["count"]],
        open_count=sum(still_open.values()),
    )  # fmt: skip


@desk
def match(request: HttpRequest, programme: Programme, month: Month) -> HttpResponse:
    """Compare anew; explanations given before stay."""
    target = redirect("desk:differences", programme.code, month)
    if request.method != "POST":
        return target
    try:
        match_month(programme_code=programme.code, month=month, by=request.user.get_username())
    except Refused as problem:
        return page(
            request, "desk/refused", programme, part="months", refusal=problem,
            crumbs=month_crumbs(programme, month), back=target.url,
        )  # fmt: skip
    ensure_derived(programme_code=programme.code, month=month)
    messages.success(request, _("Sudah dicocokkan dengan keadaan sekarang."))
    return target


class ExplainForm(forms.Form):
    """Ask what became of a difference."""

    use_required_attribute = False
    outcome = forms.ChoiceField(
        label=gettext_lazy("Bagaimana selisih ini selesai?"),
        choices=[
            ("", gettext_lazy("Pilih penyelesaian")),
            *((code, words) for code, (words, _tone) in WORDS["outcome"].items()),
        ],
        error_messages={"required": gettext_lazy("Pilih bagaimana selisih ini selesai.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Penjelasan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=gettext_lazy("Tanpa NIK, NIP, atau nomor telepon."),
        error_messages={
            "required": gettext_lazy("Tuliskan penjelasannya; ini tercatat."),
            "max_length": gettext_lazy("Terlalu panjang; paling banyak 1.000 huruf."),
        },
    )
    subject = forms.ChoiceField(
        label=gettext_lazy("Untuk selisih yang mana?"),
        error_messages={"required": gettext_lazy("Pilih selisihnya.")},
    )

    def __init__(self, *args: Any, rows: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["subject"]
        assert isinstance(field, forms.ChoiceField)
        each = [(row["subject"], _label(row)) for row in rows if not row["outcome"]]
        field.choices = [("*", _("Semua yang belum dijelaskan")), *each]


def _label(row: dict[str, Any]) -> str:
    who = row["worker_name"] or row["text"] or row["agency_name"] or _("Seluruh bulan")
    return f"{who} – {rupiah(row['amount_rp'])}" if row["amount_rp"] else str(who)


@desk
def of_kind(request: HttpRequest, programme: Programme, month: Month, kind: str) -> HttpResponse:
    """List one kind's differences and take an explanation of one or of all open ones."""
    if kind not in WORDS["difference"]:
        raise Http404
    rows = _described(programme, month, kind)
    form = ExplainForm(request.POST if request.method == "POST" else None, rows=rows)
    refusal = None
    if form.is_bound and form.is_valid():
        try:
            explained = explain(
                programme_code=programme.code, month=month, kind=kind,
                by=request.user.get_username(), **form.cleaned_data,
            )  # fmt: skip
        except Refused as problem:
            refusal = problem
        else:
            text = ngettext("{n} selisih dijelaskan.", "{n} selisih dijelaskan.", explained)
            messages.success(request, text.format(n=count(explained)))
            return redirect("desk:differences-kind", programme.code, month, kind)
    back = reverse("desk:differences", args=[programme.code, month])
    return page(
        request, "desk/difference", programme, part="months", form=form, refusal=refusal,
        crumbs=[*month_crumbs(programme, month), (_("Pencocokan"), back)],
        month=month, kind=kind, rows=rows, open_count=sum(not row["outcome"] for row in rows),
    )  # fmt: skip


def _described(programme: Programme, month: Month, kind: str) -> list[dict[str, Any]]:
    """Return a kind's differences with the people, units and texts they are about."""
    rows = selectors.differences(programme_code=programme.code, month=month, kind=kind)
    told = {
        row["id"]: row
        for row in run(
            "web/describe_differences", {"ids": [row["id"] for row in rows], "on": month.first_day}
        ).dicts()
    }
    return [{**row, **told[row["id"]]} for row in rows]


@desk
def close(request: HttpRequest, programme: Programme, month: Month) -> HttpResponse:
    """Close the month for good: show what that means, do it once."""
    by, back = (
        request.user.get_username(),
        reverse("desk:differences", args=[programme.code, month]),
    )
    refusal = None
    if token := token_of(request):
        try:
            receipt = perform(
                token=token, act="close", programme_code=programme.code, by=by,
                do=lambda: {
                    "month": str(month),
                    **close_month(programme_code=programme.code, month=month, by=by),
                },
            )  # fmt: skip
            return redirect("desk:receipt", programme.code, receipt.token)
        except Refused as problem:
            refusal = problem
    scope: dict[str, Any] = {"programme_code": programme.code, "month": month}
    open_count = len(selectors.differences(**scope, only_open=True))
    return check(
        request, programme, part="months", refusal=refusal, back=back,
        crumbs=[*month_crumbs(programme, month), (_("Pencocokan"), back)],
        title=_("Periksa: tutup bulan"),
        answers=[
            (_("Bulan"), month_words(month), ""),
            (_("Selisih belum dijelaskan"), count(open_count), back if open_count else ""),
        ],
        warning=_("Bulan yang ditutup tidak dibuka lagi; koreksi masuk ke bulan berikutnya."),
        button=_("Tutup bulan"), danger=True,
    )  # fmt: skip
