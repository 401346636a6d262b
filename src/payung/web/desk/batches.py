"""The received lists: what was found in them, decisions on held rows, storing the rest."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.core.errors import Refused
from payung.core.finding import Finding
from payung.db.sql import run
from payung.intake.errors_workbook import Problem, write_errors
from payung.intake.selectors import batch as received
from payung.payments.services import record_statement
from payung.registry.services import apply_batch, decide_row, judge_batch
from payung.registry.services.deciding import OPEN_TO_DECISION
from payung.web.acts import perform
from payung.web.desk import searching
from payung.web.desk.comparing import compare
from payung.web.desk.files import account_of, file_or_404, read_files, wizard
from payung.web.desk.upload import JUDGED, ROWS_AT_MOST
from payung.web.downloads import download
from payung.web.pages import check, page
from payung.web.programmes import Programme, desk
from payung.web.templatetags.payung import count
from payung.web.tokens import token_of
from payung.web.words import WORDS, word


@desk
def batches(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the files received, newest first."""
    kind = request.GET.get("jenis", "")
    rows = run(
        "web/list_batches",
        {
            "programme": programme.code,
            "batch": None,
            "kind": kind if kind in WORDS["kind"] else "",
            "after": searching.number(request.GET.get("sesudah")),
            "size": searching.PAGE_ROWS + 1,
        },
    ).dicts()
    return page(
        request, "desk/lists", programme, part="lists", kind=kind, kinds=list(WORDS["kind"]),
        found=searching.listing(read_files(rows)), query=searching.without_page(request),
    )  # fmt: skip


@desk
def findings(request: HttpRequest, programme: Programme, batch_id: int) -> HttpResponse:
    """Show how the rows of a file end and why, problem rows first in mind."""
    batch = file_or_404(programme, batch_id)
    if batch["state"] in ("RECEIVED", "READING", "INTERRUPTED", "REFUSED"):
        return redirect("desk:list-columns", programme.code, batch_id)
    status = request.GET.get("status", "")
    found = searching.listing(
        _rows(
            batch_id,
            status=status if status in WORDS["row"] else "",
            after=searching.number(request.GET.get("sesudah")),
            size=searching.PAGE_ROWS + 1,
        )
    )
    return page(
        request, "desk/list", programme, part="lists", batch=batch, found=found, status=status,
        statuses=list(WORDS["row"]), query=searching.without_page(request),
        **wizard(programme, "findings"),
    )  # fmt: skip


def _rows(
    batch_id: int,
    *,
    status: str = "",
    row: int | None = None,
    after: int | None = None,
    size: int = 1,
) -> list[dict[str, Any]]:
    """Return rows with all their findings; `can_decide` where a person may choose the values."""
    scope = {"batch": batch_id, "status": status, "row": row, "after": after, "size": size}
    rows = run("web/list_batch_rows", scope).dicts()
    for one in rows:
        judged = json.loads(one["judged"] or "[]")
        one["findings"] = json.loads(one["findings"] or "[]") + judged
        one["can_decide"] = (one["status"] == "held" or one["decision"] is not None) and any(
            found["code"] in OPEN_TO_DECISION for found in judged
        )
    return rows


@desk
def problem_workbook(request: HttpRequest, programme: Programme, batch_id: int) -> HttpResponse:
    """Hand back the held and refused rows as they were sent, each with reason and mend."""
    batch = file_or_404(programme, batch_id)
    problems = {
        row["id"]: Problem(row["status"], tuple(map(_finding, row["findings"])))
        for row in _rows(batch_id, size=ROWS_AT_MOST)
        if row["status"] != "accepted"
    }
    if not problems:
        raise Http404
    with NamedTemporaryFile(suffix=".xlsx") as file:
        try:
            write_errors(batch=received(batch_id), problems=problems, out=Path(file.name))
        except Refused as problem:
            back = reverse("desk:list", args=[programme.code, batch_id])
            return page(
                request, "desk/refused", programme, part="lists", refusal=problem, back=back
            )
        content = Path(file.name).read_bytes()
    return download(content, name=f"perbaiki-{batch['kind']}-{batch_id}", form="xlsx")


def _finding(told: dict[str, Any]) -> Finding:
    return Finding(told["code"], told.get("column"), told.get("params") or {})


@desk
def decide(
    request: HttpRequest, programme: Programme, batch_id: int, row_number: int
) -> HttpResponse:
    """Show both values of a held row and take a decision: the list's, or the register's."""
    batch = file_or_404(programme, batch_id)
    rows = _rows(batch_id, row=row_number)
    if not rows or not rows[0]["can_decide"] or batch["state"] != "READ":
        raise Http404
    back = reverse("desk:list", args=[programme.code, batch_id])
    refusal, errors = None, []
    if request.method == "POST":
        decision = request.POST.get("keputusan", "")
        if decision in WORDS["decision"]:
            try:
                decide_row(
                    batch_id=batch_id,
                    row_number=row_number,
                    decision=decision,
                    by=account_of(request),
                )
                return redirect(f"{back}?status=held")
            except Refused as problem:
                refusal = problem
        else:
            errors = [("TAKE", _("Pilih nilai mana yang dipakai."))]
    return page(
        request, "desk/list_row", programme, part="lists", batch=batch, row=rows[0],
        pairs=compare(programme, batch, rows[0]), refusal=refusal, wrong=errors, back=back,
        **wizard(programme, "findings"),
    )  # fmt: skip


@desk
def confirm(request: HttpRequest, programme: Programme, batch_id: int) -> HttpResponse:
    """Store the accepted rows: show what that does, do it once."""
    batch = file_or_404(programme, batch_id)
    back = reverse("desk:list", args=[programme.code, batch_id])
    refusal = None
    if token := token_of(request):
        try:
            receipt = perform(
                token=token, act="list" if batch["kind"] in JUDGED else "money",
                programme_code=programme.code, by=account_of(request),
                do=lambda: _store(request, batch),
            )  # fmt: skip
            return redirect("desk:receipt", programme.code, receipt.token)
        except Refused as problem:
            refusal = problem
    if batch["state"] != "READ":
        return redirect(back)
    seal = ""
    if batch["kind"] in JUDGED:
        seal = judge_batch(batch_id=batch_id, by=account_of(request)).seal
        batch = file_or_404(programme, batch_id)
    return check(
        request, programme, part="lists", refusal=refusal, back=back,
        title=_("Periksa: simpan daftar"),
        answers=[
            (_("Berkas"), batch["file_name"], ""),
            (_("Daftar"), word(batch["kind"], "kind"), ""),
            (_("Disimpan"), count(batch["accepted"]), ""),
            (_("Di antaranya tidak berubah"), count(batch["unchanged"]), ""),
            (_("Ditahan, tidak disimpan"), count(batch["held"]), f"{back}?status=held"),
            (_("Ditolak, tidak disimpan"), count(batch["refused"]), f"{back}?status=refused"),
        ],
        warning=_("Berkas yang sama pernah disimpan; baris yang sama tidak disimpan dua kali.")
        if batch["stored_before"] else "",
        button=_("Simpan baris yang diterima"), hidden=[("seal", seal)],
        **wizard(programme, "check"),
    )  # fmt: skip


def _store(request: HttpRequest, batch: dict[str, Any]) -> dict[str, Any]:
    """Store what the page showed; registers that have changed since refuse it (F38)."""
    if batch["kind"] == "money":
        done = record_statement(batch_id=batch["id"], by=account_of(request))
        return {"batch": batch["id"], **asdict(done)}
    outcome = apply_batch(
        batch_id=batch["id"],
        by=account_of(request),
        now=datetime.now(UTC),
        seen=request.POST.get("seal", ""),
    )
    return {"batch": batch["id"], "kind": batch["kind"], "rows": batch["rows"], **asdict(outcome)}
