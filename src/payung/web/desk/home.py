"""The first page: what to do this month."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from payung.reconciliation.selectors import differences, match_of
from payung.web.desk.picking import chosen_month, months_around
from payung.web.desk.tasks import counts_of, task_groups
from payung.web.pages import page
from payung.web.programmes import Programme, desk


@desk
def home(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Show the month's tasks with counts, rupiah and state."""
    month = chosen_month(request, programme)
    counts = counts_of(programme, month)
    scope: dict[str, Any] = {"programme_code": programme.code, "month": month}
    is_matched = match_of(**scope) is not None
    open_count = len(differences(**scope, only_open=True)) if is_matched else None
    groups = task_groups(programme, month, counts, open_count)
    tasks = [task for _, tasks in groups for task in tasks]
    return page(
        request,
        "desk/home",
        programme,
        part="home",
        month=month,
        months=months_around(month, programme),
        counts=counts,
        groups=groups,
        done_count=sum(task.state == "done" for task in tasks),
        task_count=len(tasks),
    )
