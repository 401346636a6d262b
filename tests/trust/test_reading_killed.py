"""C01, F27-F30: a reading that is killed or hostile costs nothing but itself."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection

from payung.core.errors import Refused
from payung.db.cluster import APPLICATION
from payung.intake import services
from payung.intake.models import Batch, WorkerRow
from payung.intake.reading import parent
from tests.intake.files import NIK, csv_file, nik, raw_list, raw_parts, raw_row, zip_file

ROWS = 60_000
TODAY = date(2025, 10, 1)
READ = """
import datetime, sys
import django
django.setup()
from payung.intake.services import read_batch
print("ready", flush=True)
read_batch(batch_id=int(sys.argv[1]), by="meja", regency_code="33.24",
           today=datetime.date(2025, 10, 1))
"""


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    rows = [[nik(number % 9999 + 1), "Slamet Contoh"] for number in range(ROWS)]
    return csv_file(tmp_path / "list", [["NIK", "Nama"], *rows])


def receive(path: Path) -> Batch:
    return services.receive_file(
        path=path, file_name="daftar.csv", kind="workers", programme_code="kendal", by="meja",
        now=datetime(2025, 10, 1, tzinfo=UTC),
    )  # fmt: skip


def read(batch: Batch) -> Batch:
    return services.read_batch(batch_id=batch.pk, by="meja", regency_code="33.24", today=TODAY)


def children_of(pid: int) -> list[int]:
    """Return the child processes of a process."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(entry.parent.name))
    return found


def wait_for_child(pid: int, seconds: float = 60) -> int:
    """Return the reading child of a process as soon as there is one."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := children_of(pid):
            return found[0]
        time.sleep(0.01)
    raise AssertionError("no child")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pause", [0.0, 0.9])
def test_C01_a_killed_parent_leaves_an_interrupted_batch_without_rows(
    long_list: Path, pause: float
) -> None:
    batch = receive(long_list)
    settings = connection.settings_dict
    address = f"host={settings['HOST']} dbname={settings['NAME']} user={APPLICATION}"
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "payung.config.settings",
           "PAYUNG_DATABASE_URL": address}  # fmt: skip
    command = [sys.executable, "-c", READ, str(batch.pk)]
    reader = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
    assert reader.stdout is not None
    assert reader.stdout.readline() == "ready\n"
    child = wait_for_child(reader.pid)
    time.sleep(pause)
    reader.kill()
    reader.wait()
    reader.stdout.close()
    wait_until_gone(child)
    wait_until_interrupted(batch)
    assert (batch.rows, WorkerRow.objects.count()) == (0, 0)
    assert read(batch).accepted == ROWS


def wait_until_gone(pid: int, seconds: float = 60) -> None:
    """The child ends on its own: what it writes to is gone."""
    end = time.monotonic() + seconds
    while Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_text():
        assert time.monotonic() < end
        time.sleep(0.05)


def wait_until_interrupted(batch: Batch, seconds: float = 60) -> None:
    """The server notices the dead session, then the batch can be marked."""
    end = time.monotonic() + seconds
    while batch.state != "INTERRUPTED":
        assert time.monotonic() < end
        services.mark_interrupted()
        batch.refresh_from_db()
        time.sleep(0.05)


@pytest.mark.django_db
def test_C01_a_killed_child_refuses_the_file_and_leaves_no_rows(
    long_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = receive(long_list)
    started = parent._child

    def kill_later(*args: object) -> Iterator[object]:
        with started(*args) as child:  # type: ignore[arg-type]
            assert child.stdout is not None
            yield _Dying(child)

    monkeypatch.setattr(parent, "_child", contextlib.contextmanager(kill_later))
    batch = read(batch)
    assert (batch.state, batch.refusal["code"]) == ("REFUSED", "FILE-26")
    assert WorkerRow.objects.count() == 0
    monkeypatch.undo()
    assert read(batch).accepted == ROWS


class _Dying:
    """A child that is killed once its third message has arrived."""

    def __init__(self, child: subprocess.Popen[str]) -> None:
        self._child = child
        self.stdout = self._lines()

    def _lines(self) -> Iterator[str]:
        assert self._child.stdout is not None
        for number, line in enumerate(self._child.stdout):
            yield line
            if number == 2:
                self._child.send_signal(signal.SIGKILL)
                self._child.wait()
                return


MEASURE = """
import resource, sys
from pathlib import Path
from payung.core.errors import Refused
from payung.intake.reading.parent import inspect_file
try:
    inspect_file(Path(sys.argv[1]), "workers")
except Refused as refused:
    print(refused.code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def refused_at_a_peak_of(path: Path) -> tuple[str, int]:
    """Return the code, and the peak of the reading child in MiB."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True
    )
    code, mib = done.stdout.split()
    return code, int(mib)


def bomb(path: Path) -> Path:
    parts = raw_parts(raw_list(), **{"xl/sharedStrings.xml": b"x" * (300 << 20)})
    return zip_file(path, parts)


def honest_looking_bomb(path: Path) -> Path:
    """Just under the ratio: only reading the text finds it."""
    parts = raw_parts(raw_list(), **{"xl/sharedStrings.xml": b"<sst><si><t>" + b"x" * (15 << 20)})
    return zip_file(path, parts)


def far_cell(path: Path) -> Path:
    return zip_file(
        path, raw_parts(raw_list('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    )


@pytest.mark.parametrize(
    ("make", "code"), [(bomb, "FILE-12"), (honest_looking_bomb, "FILE-21"), (far_cell, "FILE-15")]
)
def test_F28_F29_hostile_workbooks_are_refused_within_150_MiB(
    tmp_path: Path, make: object, code: str
) -> None:
    found, mib = refused_at_a_peak_of(make(tmp_path / "list"))  # type: ignore[operator]
    assert found == code
    assert mib < 150


def test_F29_a_child_that_dies_is_a_refusal(tmp_path: Path) -> None:
    path = zip_file(tmp_path / "list", raw_parts(raw_list(*[raw_row(3, "x" * 999)] * 80_000)))
    limits = parent.Limits(memory_bytes=64 << 20)
    with pytest.raises(Refused) as refusal:
        parent.inspect_file(path, "workers", limits=limits)
    assert refusal.value.code == "FILE-26"


def test_a_reading_without_end_is_stopped(tmp_path: Path) -> None:
    limits = parent.Limits(wall_seconds=0)
    rows = [["NIK", "Nama"], [NIK, "Slamet Contoh"]]
    with pytest.raises(Refused) as refusal:
        parent.inspect_file(csv_file(tmp_path / "list", rows), "workers", limits=limits)
    assert refusal.value.code == "FILE-26"
