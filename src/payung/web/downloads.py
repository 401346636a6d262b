"""Hand a file over under a harmless name."""

from __future__ import annotations

from django.http import HttpResponse

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(content: bytes, *, name: str, form: str) -> HttpResponse:
    """Return the file as an attachment; `name` is ours, never a sender's."""
    return HttpResponse(
        content,
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )
