"""The month's money: bills issued, paid, remitted, and the page that leads through them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.billing import selectors as billing
from payung.billing.services import Issued, approve_month, issue_month
from payung.core.calendar import UnreadableDate, parse_date
from payung.core.errors import Refused
from payung.core.money import UnreadableMoney, parse_rupiah
from payung.core.period import Month
from payung.db.sql import run
from payung.payments import selectors as payments
from payung.payments.services import allocate_open
from payung.payments.services import remit as remit_money
from payung.web.acts import perform
from payung.web.desk.picking import chosen_month, month_of, months_around
from payung.web.desk.tasks import counts_of
from payung.web.pages import check, page
from payung.web.programmes import Programme, desk
from payung.web.templatetags.payung import count, day, rupiah
from payung.web.templatetags.payung import month as month_words
from payung.web.tokens import token_of


@desk
def months(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Lead to the month being worked on."""
    return redirect("desk:month", programme.code, chosen_month(request, programme))


@desk
def month(request: HttpRequest, programme: Programme, month: Month) -> HttpResponse:
    """Show the steps of one month: bill, money, remittance, comparison, closing."""
    if asked := request.GET.get("bulan"):
        return redirect("desk:month", programme.code, month_of(asked, programme))
    request.session[f"month.{programme.code}"] = str(month)
    scope: dict[str, Any] = {"programme_code": programme.code, "month": month}
    return page(
        request, "desk/month", programme, part="months",
        month=month, months=months_around(month, programme),
        counts=counts_of(programme, month),
        bills=_bills(programme, month),
        tariffs=run("web/list_tariffs", _scope(programme, month)).dicts(),
        remittances=payments.remittances_of_month(**scope),
        prepared=billing.prepared_run(**scope), is_closed=billing.is_closed(**scope),
    )  # fmt: skip


def _bills(programme: Programme, month: Month) -> list[dict[str, Any]]:
    return run("web/list_bills", _scope(programme, month)).dicts()


def _scope(programme: Programme, month: Month) -> dict[str, Any]:
    return {"programme": programme.code, "month": month.first_day}


def month_crumbs(programme: Programme, month: Month) -> list[tuple[str, str]]:
    """Return the way back to the month's page."""
    return [(month_words(month), reverse("desk:month", args=[programme.code, month]))]


@desk
def bill(request: HttpRequest, programme: Programme, month: Month, bill_id: int) -> HttpResponse:
    """Show one unit's bill, ready to print."""
    found = next((row for row in _bills(programme, month) if row["id"] == bill_id), None)
    if found is None:
        raise Http404
    return page(
        request, "desk/bill", programme, part="months",
        crumbs=month_crumbs(programme, month), month=month, bill=found,
        lines=run("web/list_bill_lines", {"bill": bill_id}).dicts(),
    )  # fmt: skip


def _rehearse(programme: Programme, month: Month, by: str) -> Issued:
    """Return what issuing would come to, and leave nothing behind."""
    with transaction.atomic():
        done = issue_month(programme_code=programme.code, month=month, by=by, today=programme.today)
        transaction.set_rollback(True)
    return done


@desk
def issue(request: HttpRequest, programme: Programme, month: Month) -> HttpResponse:
    """Issue the month's bills: first what they come to, then the act, once."""
    by, back = request.user.get_username(), reverse("desk:month", args=[programme.code, month])
    refusal, planned = None, None
    try:
        if token := token_of(request):
            receipt = perform(
                token=token, act="issue", programme_code=programme.code, by=by,
                do=lambda: _issue(programme, month, by),
            )  # fmt: skip
            return redirect("desk:receipt", programme.code, receipt.token)
        planned = _rehearse(programme, month, by)
    except Refused as problem:
        refusal = problem
    before = billing.month_totals(programme_code=programme.code, month=month)
    last = billing.month_totals(programme_code=programme.code, month=month - 1)
    answers = [(_("Bulan"), month_words(month), "")]
    if planned:
        answers += [
            (_("Tagihan baru"), count(planned.created or planned.bills - planned.already), ""),
            (_("Iuran baru"), count(planned.lines - before["lines"]), ""),
            (_("Tambahan tagihan"), rupiah(planned.total_rp - before["total_rp"]), ""),
            (_("Jumlah bulan ini sesudahnya"), rupiah(planned.total_rp), ""),
            (_("Bulan lalu"), rupiah(last["total_rp"]), ""),
        ]
    return check(
        request, programme, part="months", refusal=refusal, back=back,
        crumbs=month_crumbs(programme, month), title=_("Periksa: terbitkan tagihan"),
        answers=answers,
        warning=_(
            "Tagihan yang terbit tidak dapat diubah; kekeliruan dikoreksi dengan baris pembalik."
        ),
        button=_("Siapkan untuk orang kedua") if programme.four_eyes else _("Terbitkan tagihan"),
    )  # fmt: skip


def _issue(programme: Programme, month: Month, by: str) -> dict[str, Any]:
    done = issue_month(programme_code=programme.code, month=month, by=by, today=programme.today)
    settled = allocate_open(programme_code=programme.code, by=by)
    return {"month": str(month), "allocated_rp": settled, **asdict(done)}


@desk
def approve(request: HttpRequest, programme: Programme, month: Month) -> HttpResponse:
    """Approve, as the second person, the bills that another has prepared."""
    by, back = request.user.get_username(), reverse("desk:month", args=[programme.code, month])
    prepared = billing.prepared_run(programme_code=programme.code, month=month)
    refusal = None
    if token := token_of(request):
        try:
            receipt = perform(
                token=token, act="issue", programme_code=programme.code, by=by,
                do=lambda: _approve(programme, month, by),
            )  # fmt: skip
            return redirect("desk:receipt", programme.code, receipt.token)
        except Refused as problem:
            refusal = problem
    if prepared is None and refusal is None:
        raise Http404
    answers = [(_("Bulan"), month_words(month), "")]
    if prepared:
        answers += [
            (_("Disiapkan oleh"), prepared.prepared_by, ""),
            (_("Iuran"), count(prepared.lines_count), ""),
            (_("Jumlah"), rupiah(prepared.total_rp), ""),
        ]
    return check(
        request, programme, part="months", refusal=refusal, back=back,
        crumbs=month_crumbs(programme, month), title=_("Periksa: setujui tagihan"),
        answers=answers, button=_("Setujui dan terbitkan"),
    )  # fmt: skip


def _approve(programme: Programme, month: Month, by: str) -> dict[str, Any]:
    done = approve_month(programme_code=programme.code, month=month, by=by)
    settled = allocate_open(programme_code=programme.code, by=by)
    return {"month": str(month), "allocated_rp": settled, **asdict(done)}


class RemitForm(forms.Form):
    """Ask what was passed on to BPJS."""

    use_required_attribute = False
    amount = forms.CharField(
        label=gettext_lazy("Jumlah yang disetor"),
        help_text=gettext_lazy("Boleh ditulis Rp16.800 atau 16800."),
        error_messages={"required": gettext_lazy("Tuliskan jumlah yang disetor.")},
    )
    reference = forms.CharField(
        label=gettext_lazy("Nomor bukti setor atau kode iuran"),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Tuliskan nomor bukti setornya."),
            "max_length": gettext_lazy("Nomor bukti terlalu panjang."),
        },
    )
    remitted_on = forms.CharField(
        label=gettext_lazy("Tanggal setor"),
        help_text=gettext_lazy("Misalnya 15 Oktober 2025 atau 15/10/2025."),
        error_messages={"required": gettext_lazy("Tuliskan tanggal setornya.")},
    )

    def clean_amount(self) -> int:
        """Read the amount as people write it."""
        try:
            return parse_rupiah(self.cleaned_data["amount"])
        except UnreadableMoney as problem:
            raise forms.ValidationError(
                _("Jumlah itu tidak terbaca. Tulis rupiah bulat, misalnya 16800.")
            ) from problem

    def clean_remitted_on(self) -> object:
        """Read the day as people write it."""
        try:
            return parse_date(self.cleaned_data["remitted_on"])
        except UnreadableDate as problem:
            raise forms.ValidationError(
                _("Tanggal itu tidak terbaca. Tulis misalnya 15 Oktober 2025.")
            ) from problem


@desk
def remit(request: HttpRequest, programme: Programme, month: Month) -> HttpResponse:
    """Record money passed on to BPJS: ask, show, do it once."""
    money = payments.month_money(programme_code=programme.code, month=month)
    back = reverse("desk:month", args=[programme.code, month])
    form = RemitForm(request.POST if request.method == "POST" else None)
    crumbs = month_crumbs(programme, month)
    if not form.is_bound or not form.is_valid():
        return page(
            request, "desk/remit", programme, part="months", form=form, crumbs=crumbs, back=back,
            month=month, money=money, open_rp=money["collected_rp"] - money["remitted_rp"],
        )  # fmt: skip
    asked, refusal = form.cleaned_data, None
    if token := token_of(request):
        try:
            receipt = perform(
                token=token, act="remit", programme_code=programme.code,
                by=request.user.get_username(),
                do=lambda: _remit(request, programme, month, asked),
            )  # fmt: skip
            return redirect("desk:receipt", programme.code, receipt.token)
        except Refused as problem:
            refusal = problem
    return check(
        request, programme, part="months", refusal=refusal, crumbs=crumbs, back=back,
        title=_("Periksa: setoran ke BPJS"),
        answers=[
            (_("Bulan"), month_words(month), ""),
            (_("Jumlah"), rupiah(asked["amount"]), ""),
            (_("Nomor bukti"), asked["reference"], ""),
            (_("Tanggal setor"), day(asked["remitted_on"]), ""),
        ],
        button=_("Catat setoran"),
        hidden=[
            ("amount", asked["amount"]),
            ("reference", asked["reference"]),
            ("remitted_on", asked["remitted_on"].isoformat()),
        ],
    )  # fmt: skip


def _remit(
    request: HttpRequest, programme: Programme, month: Month, asked: dict[str, Any]
) -> dict[str, Any]:
    done = remit_money(
        programme_code=programme.code,
        month=month,
        reference=asked["reference"],
        amount_rp=asked["amount"],
        remitted_on=asked["remitted_on"],
        by=request.user.get_username(),
    )
    return {"month": str(month), "amount_rp": asked["amount"], **asdict(done)}
