"""Import of a list against sealing and copying its clean rows into the registers' own tables."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from python_calamine import CalamineWorkbook

from benchmarks import ground
from benchmarks.files import write_csv, write_workbook
from benchmarks.measure import Measure, repeats, seconds
from benchmarks.memory import Watch
from benchmarks.people import Worker, workers

BOUND = 2.0
MOST_MB = {"csv": 600.0, "xlsx": 600.0}
MOST_MB_OF_A_MILLION = 1_200.0
_LARGE_WORKBOOK_ROWS = 200_000
_REGISTERS = ("registry_person", "registry_worker", "registry_workerterm")
_ROOT = Path(__file__).resolve().parent.parent


def measure(rows: int) -> list[Measure]:
    """Return the ratios and peaks of both kinds of file at one size."""
    from payung.core.rules import occupation

    listed = workers(rows)
    clean = [(one, occupation.guess(one.occupation).sector) for one in listed if one.is_clean]
    measures = []
    with tempfile.TemporaryDirectory(prefix="payung-bench-") as folder:
        gc.freeze()  # the lists stand for files: looking for garbage in them is no one's work
        for kind, write in (("csv", write_csv), ("xlsx", write_workbook)):
            path = Path(folder) / f"list.{kind}"
            write(path, listed)
            reading = (lambda: None) if kind == "csv" else _calamine(path)
            measures += _compare(kind, path, clean, reading)
        gc.unfreeze()
    return measures


def _compare(
    kind: str, path: Path, clean: list[tuple[Worker, str]], reading: Callable[[], None]
) -> list[Measure]:
    ours, bare, peaks, steps, again = [], [], [], [], []
    times = repeats(len(clean))
    for _ in range(times):
        ground.clear()
        bare.append(seconds(reading) + seconds(lambda: _copy(clean)))
        ground.clear()
        told, peak_mb = _import(path)
        if told["accepted"] != len(clean):
            raise ValueError(f"{told['accepted']} rows were accepted, {len(clean)} are clean")
        steps.append(told["steps"])
        ours.append(sum(told["steps"].values()))
        peaks.append(peak_mb)
        ground.settle()
        told, _ = _import(path)
        again.append(sum(told["steps"].values()))
    rows = round(len(clean) / 0.97)
    detail = {name: median(step[name] for step in steps) for name in steps[0]}
    detail |= {"ours": median(ours), "bare": median(bare)}
    return [
        Measure(f"{kind} import / bare", rows, median(ours) / median(bare), "x", BOUND, detail),
        Measure(f"{kind} import, peak memory", rows, max(peaks), "MB", _most_mb(kind, rows)),
        Measure(f"{kind} same list again / first", rows, median(again) / median(ours), "x"),
    ]


def _most_mb(kind: str, rows: int) -> float:
    is_large = kind == "xlsx" and rows > _LARGE_WORKBOOK_ROWS
    return MOST_MB_OF_A_MILLION if is_large else MOST_MB[kind]


def _import(path: Path) -> tuple[dict[str, Any], float]:
    """Import in a fresh process and return what it told and the memory it took with its child."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.import_once", str(path)],
        cwd=_ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    watch = Watch(process)
    told, _ = process.communicate()
    peak_mb = watch.peak_mb()
    if process.returncode:
        raise SystemExit("The import failed; what it said stands above.")
    return json.loads(told), peak_mb


def _calamine(path: Path) -> Callable[[], None]:
    def read() -> None:
        for _ in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).iter_rows():
            pass

    return read


def _copy(clean: list[tuple[Worker, str]]) -> None:
    """Seal and copy clean rows into person, worker and term, as one transaction."""
    from django.db import transaction

    from payung.db.sealing import sealer
    from payung.db.sql import copy_rows

    with transaction.atomic():
        copy_rows(
            "registry_person",
            ("id", "name", "birth_date", "birth_place", "sex", "nik_sealed", "nik_index",
             "phone_sealed"),
            _people(clean, sealer()),
        )  # fmt: skip
        copy_rows(
            "registry_worker",
            ("id", "programme_id", "person_id", "named_purse", "batch_id"),
            ((number, ground.PROGRAMME, number, "", 1) for number, _ in enumerate(clean, 1)),
        )
        copy_rows(
            "registry_workerterm",
            ("worker_id", "from_date", "village_code", "kecamatan_code", "address", "occupation",
             "sector", "sector_confirmed", "income_rp", "end_reason"),
            _terms(clean),
        )  # fmt: skip


def _people(clean: list[tuple[Worker, str]], sealer: Any) -> Iterator[tuple[Any, ...]]:
    seal_nik = sealer.sealing("registry_person.nik_sealed")
    seal_phone = sealer.sealing("registry_person.phone_sealed")
    index = sealer.indexing("nik")
    for number, (one, _) in enumerate(clean, start=1):
        yield (
            number, one.name, one.birth_date, one.birth_place, one.sex, seal_nik(one.nik),
            index(one.nik), seal_phone(one.phone),
        )  # fmt: skip


def _terms(clean: list[tuple[Worker, str]]) -> Iterator[tuple[Any, ...]]:
    for number, (one, sector) in enumerate(clean, start=1):
        yield (
            number, "1900-01-01", one.village.code, one.kecamatan.code, one.address,
            one.occupation, sector, False, one.income_rp, "",
        )  # fmt: skip
