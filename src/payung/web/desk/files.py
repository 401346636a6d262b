"""Find a received file of the programme, with its JSON columns as values."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.db.sql import run
from payung.web.programmes import Programme

_JSON = ("inspection", "mapping", "refusal")


def read_files(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with their JSON texts as values."""
    return [
        {**row, **{name: json.loads(row[name]) if row[name] else None for name in _JSON}}
        for row in rows
    ]


def file_or_404(programme: Programme, batch_id: int) -> dict[str, Any]:
    """Return one received file.

    Raises:
        Http404: the programme has no such file.
    """
    rows = run(
        "web/list_batches",
        {"programme": programme.code, "batch": batch_id, "kind": "", "after": None, "size": 1},
    ).dicts()
    if not rows:
        raise Http404
    return read_files(rows)[0]


def wizard(programme: Programme, current: str) -> dict[str, Any]:
    """Return the steps of bringing a list in, with the one the page is at."""
    names = [
        ("file", _("Berkas")),
        ("columns", _("Kolom")),
        ("findings", _("Temuan")),
        ("check", _("Periksa")),
        ("receipt", _("Tanda terima")),
    ]
    return {
        "wizard": [(text, name == current) for name, text in names],
        "crumbs": [(_("Daftar masuk"), reverse("desk:lists", args=[programme.code]))],
    }


def account_of(request: HttpRequest) -> str:
    """Return the name under which acts of this request are recorded."""
    return request.user.get_username()
