"""Money that came in and waits: whose it is, and what it pays."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.audit.selectors import entries_about
from payung.core.errors import Refused
from payung.core.period import Month
from payung.db.sql import run
from payung.payments.selectors import open_credits
from payung.payments.services import assign_entry
from payung.web.acts import perform
from payung.web.desk.lines import allocations_of
from payung.web.pages import check, page
from payung.web.programmes import Programme, desk
from payung.web.templatetags.payung import day, rupiah
from payung.web.templatetags.payung import month as month_words
from payung.web.tokens import token_of


@desk
def credits(request: HttpRequest, programme: Programme) -> HttpResponse:  # noqa: A001
    """List the money that nobody, or not enough, is known of."""
    rows = run("web/list_credits", {"programme": programme.code, "entry": None}).dicts()
    return page(request, "desk/credits", programme, part="months", rows=rows)


class AssignForm(forms.Form):
    """Ask from which unit an entry is, for which month, and why one thinks so."""

    use_required_attribute = False
    agency = forms.TypedChoiceField(
        label=gettext_lazy("Dari perangkat daerah"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Pilih perangkat daerahnya."),
            "invalid_choice": gettext_lazy("Pilih perangkat daerah dari daftar."),
        },
    )
    month = forms.CharField(
        label=gettext_lazy("Untuk bulan"),
        required=False,
        help_text=gettext_lazy(
            "Misalnya 2025-09. Kosongkan bila untuk bulan terlama yang belum lunas."
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Dari mana Anda tahu?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={
            "required": gettext_lazy("Tuliskan dari mana Anda tahu; ini tercatat."),
            "max_length": gettext_lazy("Terlalu panjang; paling banyak 500 huruf."),
        },
    )

    def __init__(self, *args: Any, agencies: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.TypedChoiceField)
        units = [(row["id"], row["name"]) for row in agencies]
        field.choices = [("", _("Pilih perangkat daerah")), *units]

    def clean_month(self) -> Month | None:
        """Read the month, if one is named."""
        text = self.cleaned_data["month"].strip()
        try:
            return Month.parse(text) if text else None
        except ValueError as problem:
            raise forms.ValidationError(
                _("Tulis bulan sebagai tahun dan bulan, misalnya 2025-09.")
            ) from problem


@desk
def entry(request: HttpRequest, programme: Programme, entry_id: int) -> HttpResponse:
    """Say whose an entry is: ask, show, do it once."""
    rows = run("web/list_credits", {"programme": programme.code, "entry": entry_id}).dicts()
    if not rows:
        raise Http404
    back = reverse("desk:credits", args=[programme.code])
    crumbs = [(_("Uang masuk"), back)]
    agencies = run(
        "web/list_agencies", {"programme": programme.code, "on": programme.today}
    ).dicts()
    form = AssignForm(request.POST if request.method == "POST" else None, agencies=agencies)
    if not form.is_bound or not form.is_valid():
        return page(
            request, "desk/entry", programme, part="months",
            entry=rows[0], form=form, crumbs=crumbs, back=back,
            allocations=allocations_of(programme, entry=entry_id),
            acts=entries_about(table="payments_entry", key=str(entry_id)),
        )  # fmt: skip
    asked, refusal = form.cleaned_data, None
    if token := token_of(request):
        try:
            receipt = perform(
                token=token, act="assign", programme_code=programme.code,
                by=request.user.get_username(),
                do=lambda: _assign(request, programme, entry_id, asked),
            )  # fmt: skip
            return redirect("desk:receipt", programme.code, receipt.token)
        except Refused as problem:
            refusal = problem
    names = {row["id"]: row["name"] for row in agencies}
    return check(
        request, programme, part="months", refusal=refusal, crumbs=crumbs, back=back,
        title=_("Periksa: kenali uang masuk"),
        answers=[
            (_("Uang masuk"), f"{rupiah(rows[0]['amount_rp'])}, {day(rows[0]['entry_date'])}", ""),
            (_("Dari"), names[asked["agency"]], ""),
            (_("Untuk bulan"), month_words(asked["month"]) if asked["month"] else "–", ""),
            (_("Alasan"), asked["reason"], ""),
        ],
        button=_("Pasang pada tagihan"),
        hidden=[
            ("agency", asked["agency"]),
            ("month", asked["month"] or ""),
            ("reason", asked["reason"]),
        ],
    )  # fmt: skip


def _assign(
    request: HttpRequest, programme: Programme, entry_id: int, asked: dict[str, Any]
) -> dict[str, Any]:
    assign_entry(
        entry_id=entry_id,
        reason=asked["reason"],
        by=request.user.get_username(),
        agency_id=asked["agency"],
        month=asked["month"],
    )
    left = next(
        (row["left_rp"] for row in open_credits(programme_code=programme.code)
         if row["id"] == entry_id), 0,
    )  # fmt: skip
    return {"entry": entry_id, "left_rp": int(left)}
