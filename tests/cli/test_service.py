"""`payung up` stays in charge of what it started; `stop` and `doctor` tell what is there."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from payung.db.cluster import Cluster

LONGEST_START_SECONDS = 300


class Installation:
    """A data folder of its own, with a port of its own, and the commands upon it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.started: list[subprocess.Popen[str]] = []

    def _environment(self, **more: str) -> dict[str, str]:
        given = {"PAYUNG_HOME": str(self.home), "PORT": str(self.port), **more}
        return {**os.environ, "DJANGO_SETTINGS_MODULE": "payung.config.settings", **given}

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "payung", *words], env=self._environment(**more),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300,
        )  # fmt: skip

    def json(self, *words: str) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.run(*words, "--json").stdout)
        return answer

    def up(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "payung", "up", "--json"], env=self._environment(),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, start_new_session=True,
        )  # fmt: skip
        self.started.append(process)
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        assert told["address"] == f"http://127.0.0.1:{self.port}/"
        return process

    def healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz") as answer:
                return bool(answer.read() == b"ok\n")
        except OSError:
            return False

    def database_runs(self) -> bool:
        return Cluster(self.home).ready()

    def clean_up(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.communicate()
        self.run("stop")


@pytest.fixture
def installation() -> Iterator[Installation]:
    with tempfile.TemporaryDirectory(prefix="payung-service-") as folder:
        Path(folder).chmod(0o711)
        made = Installation(Path(folder) / "data")
        yield made
        made.clean_up()


def test_a_port_in_use_is_said_before_anything_starts(installation: Installation) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", installation.port))
        taken.listen()
        done = installation.run("up")
    assert done.returncode == 1
    assert str(installation.port) in done.stderr
    assert not installation.database_runs()


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(installation: Installation, port: str) -> None:
    done = installation.run("up", PORT=port)
    assert done.returncode == 1
    assert "UP-02" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_refusal_is_json_when_asked(installation: Installation) -> None:
    done = installation.run("up", "--json", PORT="abc")
    assert json.loads(done.stdout)["refused"]["code"] == "UP-02"


def test_nothing_runs_and_nothing_is_made(installation: Installation) -> None:
    assert installation.json("stop") == {"service_stopped": False, "postgres_stopped": False}
    answer = installation.json("doctor")
    # Which years' holidays are known depends on the day the test runs.
    assert all(check["ok"] for check in answer["checks"] if check["name"] != "holidays")
    assert [check["name"] for check in answer["checks"]] == [
        "python", "home", "keys", "postgresql", "database", "service", "holidays",
    ]  # fmt: skip
    assert not installation.home.exists()


def test_doctor_finds_a_broken_keys_file(installation: Installation) -> None:
    installation.home.mkdir(mode=0o711)
    (installation.home / "keys.json").write_text("{}")
    checks = {check["name"]: check for check in installation.json("doctor")["checks"]}
    assert not checks["keys"]["ok"]
    assert checks["keys"]["mend"]


def test_the_service_starts_says_so_and_stops_all_it_started(installation: Installation) -> None:
    first = installation.up()
    assert installation.healthy()

    second = installation.run("up")
    assert second.returncode == 1
    assert f"http://127.0.0.1:{installation.port}/" in second.stderr
    assert installation.healthy()

    checks = {check["name"]: check["detail"] for check in installation.json("doctor")["checks"]}
    assert f":{installation.port}/" in checks["service"]

    first.send_signal(signal.SIGINT)
    assert first.wait(timeout=60) == 0
    assert not installation.healthy()
    assert not installation.database_runs()

    again = installation.up()
    assert installation.json("stop")["service_stopped"]
    assert again.wait(timeout=60) == 0
    assert not installation.database_runs()


def test_a_killed_service_leaves_nothing_that_hinders_the_next(installation: Installation) -> None:
    first = installation.up()
    first.kill()
    first.wait()
    end = time.monotonic() + LONGEST_START_SECONDS
    while installation.healthy() and time.monotonic() < end:
        time.sleep(0.1)
    installation.up()
    assert installation.healthy()
    assert installation.run("stop").returncode == 0
    assert not installation.database_runs()


def test_unknown_words_are_wrong_usage(installation: Installation) -> None:
    assert installation.run("nonsense").returncode == 2
    assert installation.run("up", "--nonsense").returncode == 2


def test_help_names_the_commands(installation: Installation) -> None:
    done = installation.run("--help")
    assert done.returncode == 0
    for command in ("up", "stop", "doctor", "law", "identity"):
        assert f"  {command} " in done.stdout
