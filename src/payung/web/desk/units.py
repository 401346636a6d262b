"""Units that a list writes in a way nobody knows yet: a person says which unit is meant."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext

from payung.core.errors import Refused
from payung.db.sql import run
from payung.registry.services import add_alias, judge_batch
from payung.web.desk.files import account_of, file_or_404, wizard
from payung.web.pages import page
from payung.web.programmes import Programme, desk
from payung.web.templatetags.payung import count


@desk
def unknown(request: HttpRequest, programme: Programme, batch_id: int) -> HttpResponse:
    """List the unknown unit names of a file, with the most alike unit proposed for each."""
    batch = file_or_404(programme, batch_id)
    back = reverse("desk:list", args=[programme.code, batch_id])
    names = run("web/list_unknown_units", {"batch": batch_id}).dicts()
    refusal = None
    if request.method == "POST" and batch["state"] == "READ":
        try:
            learned = _learn(request, programme, batch_id, [row["name"] for row in names])
        except Refused as problem:
            refusal = problem
        else:
            text = ngettext("{n} nama unit diingat.", "{n} nama unit diingat.", learned)
            messages.success(request, text.format(n=count(learned)))
            return redirect(back)
    agencies = run(
        "web/list_agencies", {"programme": programme.code, "on": batch["as_of"] or programme.today}
    ).dicts()
    return page(
        request, "desk/list_units", programme, part="lists", refusal=refusal, batch=batch,
        names=names, agencies=agencies, back=back, **wizard(programme, "findings"),
    )  # fmt: skip


@transaction.atomic
def _learn(request: HttpRequest, programme: Programme, batch_id: int, names: list[str]) -> int:
    """Keep what the page says of each name, and judge the list anew; return how many."""
    learned = 0
    for position, name in enumerate(names):
        if code := request.POST.get(f"unit-{position}"):
            add_alias(
                programme_code=programme.code,
                alias=name,
                agency_code=code,
                by=account_of(request),
            )
            learned += 1
    judge_batch(batch_id=batch_id, by=account_of(request))
    return learned
