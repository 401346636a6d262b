"""Import one list as the command does, in a process of its own, and tell the seconds of each step.

Called by the suite: `python -m benchmarks.import_once FILE`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.ground import PROGRAMME, REGENCY
from payung import environment

NOW = datetime(2025, 9, 30, 5, tzinfo=UTC)
TODAY = date(2025, 9, 30)


def main(path: Path) -> None:
    """Receive, read, judge and apply; write the outcome as JSON."""
    environment.choose_settings()
    import django

    django.setup()
    from django.db import connection

    from payung.intake.services import read_batch, receive_file
    from payung.registry.services import apply_batch, judge_batch

    connection.ensure_connection()
    told: dict[str, Any] = {}

    def step(name: str, work: Callable[[], Any]) -> Any:
        start = perf_counter()
        done = work()
        told[name] = perf_counter() - start
        return done

    batch = step("receive", lambda: receive_file(
        path=path, file_name=path.name, kind="workers", programme_code=PROGRAMME, by="bench",
        now=NOW,
    ))  # fmt: skip
    step("read", lambda: read_batch(
        batch_id=batch.pk, by="bench", regency_code=REGENCY, today=TODAY
    ))  # fmt: skip
    step("judge", lambda: judge_batch(batch_id=batch.pk, by="bench"))
    outcome = step("apply", lambda: apply_batch(batch_id=batch.pk, by="bench", now=NOW))
    print(json.dumps({"steps": told, "accepted": outcome.accepted, "unchanged": outcome.unchanged}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
