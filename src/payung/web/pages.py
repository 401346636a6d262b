"""Answer with a page: what every page of the desk shares is put together here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from payung.core.errors import Refused
from payung.core.finding import told
from payung.web.programmes import Programme
from payung.web.templatetags.payung import language

Crumbs = Sequence[tuple[str | Promise, str]]
# What a check page lists: label, value, and where the value can be changed ("" where it cannot).
Answers = Sequence[tuple[str | Promise, Any, str]]


def page(
    request: HttpRequest,
    template: str,
    programme: Programme | None = None,
    *,
    part: str = "",
    form: forms.Form | None = None,
    refusal: Refused | None = None,
    conflict: str = "",
    **context: Any,
) -> HttpResponse:
    """Return the page; with a wrong form or a refusal it answers 422 and lists what is wrong.

    `conflict` says what somebody else has changed since the page was shown; it answers 409.
    """
    errors = [(name, text) for name, texts in form.errors.items() for text in texts] if form else []
    answer = render(
        request,
        f"web/{template}.html",
        {
            "programme": programme,
            "part": part,
            "form": form,
            "errors": errors,
            "refusal": refusal and told(refusal, language()),
            "conflict": conflict,
            **context,
        },
        status=409 if conflict else 422 if errors or refusal else 200,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def check(
    request: HttpRequest,
    programme: Programme,
    *,
    title: str | Promise,
    answers: Answers,
    button: str | Promise,
    back: str,
    part: str,
    refusal: Refused | None = None,
    **context: Any,
) -> HttpResponse:
    """Return the page that shows what is about to happen, with a fresh token for the one act."""
    return page(
        request,
        "check",
        programme,
        part=part,
        refusal=refusal,
        heading=title,
        answers=answers,
        button=button,
        back=back,
        token=request.POST.get("token") or uuid4(),
        **context,
    )
