"""The first two steps of bringing a list in: choose the file, look at its columns."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.core.calendar import UnreadableDate, parse_date
from payung.core.errors import Refused
from payung.intake.reading.fields import kind_of
from payung.intake.services import Bounds, read_batch, receive_file
from payung.registry.services import judge_batch
from payung.web.desk.files import account_of, file_or_404, wizard
from payung.web.pages import page
from payung.web.programmes import Programme, desk
from payung.web.words import FIELDS, WORDS

JUDGED = ("sponsors", "workers", "participants")
ROWS_AT_MOST = 100_000  # longer lists are the command line's


class FileForm(forms.Form):
    """Ask what the list is about and for the file itself."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=gettext_lazy("Daftar apa ini?"),
        widget=forms.RadioSelect,
        choices=[(code, words) for code, (words, _tone) in WORDS["kind"].items()],
        error_messages={
            "required": gettext_lazy("Pilih daftar apa ini."),
            "invalid_choice": gettext_lazy("Pilih daftar apa ini."),
        },
    )
    file = forms.FileField(
        label=gettext_lazy("Berkas"),
        help_text=gettext_lazy(
            "Excel (.xlsx) atau CSV, seperti adanya; judul dan urutan kolom tidak perlu diubah."
        ),
        widget=forms.FileInput(
            attrs={"accept": ".xlsx,.csv,.txt,.tsv", "aria-describedby": "id_file-help"}
        ),
        error_messages={
            "required": gettext_lazy("Pilih berkasnya."),
            "missing": gettext_lazy("Pilih berkasnya."),
            "empty": gettext_lazy("Berkas itu kosong (0 bita)."),
            "invalid": gettext_lazy("Berkas tidak sampai utuh; coba unggah lagi."),
            "max_length": gettext_lazy("Nama berkas terlalu panjang."),
        },
    )
    sender = forms.CharField(
        label=gettext_lazy("Dari kantor mana?"),
        required=False,
        max_length=150,
        help_text=gettext_lazy(
            "Boleh kosong. Susunan kolom tiap kantor diingat untuk kiriman berikutnya."
        ),
        error_messages={"max_length": gettext_lazy("Nama kantor terlalu panjang.")},
    )


@desk
def new(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Take the file, look into it, and lead to its columns."""
    kind = request.GET.get("jenis", "")
    form = FileForm(initial={"kind": kind})
    refusal = None
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                batch_id = _receive(request, programme, form.cleaned_data)
                return redirect("desk:list-columns", programme.code, batch_id)
            except Refused as problem:
                refusal = problem
    return page(
        request, "desk/list_new", programme, part="lists", form=form, refusal=refusal,
        back=reverse("desk:lists", args=[programme.code]), **wizard(programme, "file"),
    )  # fmt: skip


def _receive(request: HttpRequest, programme: Programme, asked: dict[str, Any]) -> int:
    file: TemporaryUploadedFile = asked["file"]
    batch = receive_file(
        path=Path(file.temporary_file_path()),
        file_name=file.name or "",
        kind=asked["kind"],
        programme_code=programme.code,
        by=account_of(request),
        now=datetime.now(UTC),
        sender=asked["sender"],
        bounds=Bounds(rows=ROWS_AT_MOST),
    )
    if batch.refusal:
        raise Refused(**batch.refusal)
    return int(batch.pk)


@desk
def columns(request: HttpRequest, programme: Programme, batch_id: int) -> HttpResponse:
    """Show which column is taken for what, let it be changed, and read the rows."""
    batch = file_or_404(programme, batch_id)
    if batch["state"] in ("APPLIED", "EXPIRED"):
        return redirect("desk:list", programme.code, batch_id)
    refusal = Refused(**batch["refusal"]) if batch["refusal"] else None
    if request.method == "POST":
        try:
            _read(request, programme, batch)
            return redirect("desk:list", programme.code, batch_id)
        except Refused as problem:
            refusal = problem
            batch = file_or_404(programme, batch_id)
    inspection = batch["inspection"] or {}
    layout = batch["layout"] or (batch["kind"] if batch["kind"] in JUDGED else "")
    known = list(kind_of(layout).fields) if layout else []
    return page(
        request, "desk/list_columns", programme, part="lists", refusal=refusal, batch=batch,
        inspection=inspection, fields=[(name, FIELDS.get(name, name)) for name in known],
        back=reverse("desk:lists", args=[programme.code]), **wizard(programme, "columns"),
    )  # fmt: skip


def _read(request: HttpRequest, programme: Programme, batch: dict[str, Any]) -> None:
    """Read the rows as the page says, and let the registers judge them."""
    sheet = request.POST.get("lembar") or None
    changed_sheet = sheet is not None and sheet != batch["sheet"]
    mapping = None if changed_sheet else _mapping(request, batch["inspection"] or {})
    done = read_batch(
        batch_id=batch["id"],
        by=account_of(request),
        regency_code=programme.regency_code,
        today=programme.today,
        sheet=sheet,
        mapping=mapping,
        as_of=_as_of(request),
        bounds=Bounds(rows=ROWS_AT_MOST, fills=request.POST.get("isi") == "ya"),
    )
    if done.refusal is None and batch["kind"] in JUDGED:
        judge_batch(batch_id=batch["id"], by=account_of(request))
    if done.refusal:
        raise Refused(**done.refusal)


def _mapping(request: HttpRequest, inspection: dict[str, Any]) -> dict[str, str] | None:
    """Return column to field as chosen on the page; None while it is what was proposed."""
    proposed = {column["heading"]: column["field"] or "-" for column in inspection["columns"]}
    chosen = {
        column["heading"]: request.POST.get(f"kolom-{column['index']}", "") or "-"
        for column in inspection["columns"]
        if column["heading"]
    }
    return None if all(proposed[heading] == field for heading, field in chosen.items()) else chosen


def _as_of(request: HttpRequest) -> Any:
    """Return the day that the list speaks of, if the page says one.

    Raises:
        Refused: it is no day.
    """
    text = request.POST.get("keadaan", "").strip()
    try:
        return parse_date(text) if text else None
    except UnreadableDate as problem:
        raise Refused(
            "WEB-01",
            _("Tanggal keadaan daftar tidak terbaca."),
            _("Tulis misalnya 30 September 2025."),
        ) from problem
