"""Lists stored while something goes wrong: the process dies, or two lists come at once."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time

import pytest
from django.db import connection, transaction

from payung.core.errors import Refused
from payung.db.cluster import APPLICATION
from payung.intake.models import Batch
from payung.registry.models import Person, Worker, WorkerTerm
from payung.registry.services import apply_batch, judge_batch
from payung.registry.services.judging import lock_registers
from tests import factories
from tests.registry.lists import NOW, make_list

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = 5_000
STORE = """
import datetime, sys
import django
django.setup()
from payung.registry.services import apply_batch
print("ready", flush=True)
apply_batch(batch_id=int(sys.argv[1]), by="tester", now=datetime.datetime.now(datetime.UTC))
"""


def store_and_kill(batch: Batch, seconds: float) -> None:
    """Store the list in a process of its own, and kill that after so many seconds."""
    settings = connection.settings_dict
    address = f"host={settings['HOST']} dbname={settings['NAME']} user={APPLICATION}"
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "payung.config.settings",
        "PAYUNG_DATABASE_URL": address,
    }
    command = [sys.executable, "-c", STORE, str(batch.pk)]
    child = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(seconds)
    child.kill()
    child.wait()
    child.stdout.close()
    with transaction.atomic():
        lock_registers()  # held by the dead process's session until the server has undone its work


def stored() -> tuple[int, int, int]:
    return Person.objects.count(), Worker.objects.count(), WorkerTerm.objects.count()


def try_kills(kills: int, seed: int) -> None:
    factories.make_programme()
    draw = random.Random(seed)
    before = 0
    batch = None
    for _ in range(kills):
        if batch is None:
            batch = make_list("workers", [{"nik": factories.make_nik()} for _ in range(ROWS)])
        store_and_kill(batch, draw.uniform(0, 1.2))
        is_stored = Batch.objects.get(pk=batch.pk).state == "APPLIED"
        assert stored() == ((before + ROWS,) * 3 if is_stored else (before,) * 3)
        if is_stored:
            before, batch = before + ROWS, None
    if batch is not None:
        apply_batch(batch_id=batch.pk, by="tester", now=NOW)
        assert stored() == (before + ROWS,) * 3


def test_C02_a_list_whose_storing_is_killed_is_stored_whole_or_not_at_all() -> None:
    try_kills(4, seed=20250930)


@pytest.mark.soak
def test_C02_two_hundred_kills() -> None:
    try_kills(200, seed=1)


def test_C23_two_lists_with_one_new_nik_at_once_make_one_person() -> None:
    programmes = [
        factories.make_programme("kendal"),
        factories.make_programme("kab-semarang", regency_code="33.22"),
    ]
    niks = [factories.make_nik() for _ in range(300)]
    batches = [
        make_list("workers", [{"nik": nik} for nik in order], programme_code=programme.pk)
        for programme, order in zip(programmes, (niks, niks[::-1]), strict=True)
    ]
    seen = [judge_batch(batch_id=batch.pk, by="tester").seal for batch in batches]
    refused = []

    def store(batch: Batch, seal: str) -> None:
        try:
            apply_batch(batch_id=batch.pk, by="tester", now=NOW, seen=seal)
        except Refused as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=store, args=pair) for pair in zip(batches, seen, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["REG-22"]
    assert stored() == (300, 300, 300)
