"""The embedded server starts once, in its own folder, and never touches somebody else's."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from payung import environment
from payung.core.errors import Refused
from payung.db import embedded, postgres, sealing
from payung.db.cluster import APPLICATION, DATABASE, OWNER, Cluster

START = "from payung.db import embedded; print(embedded.ensure_running(lambda text: None))"


def quiet(text: str) -> None:
    """Take progress and say nothing."""


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="payung-cluster-") as folder:
        Path(folder).chmod(0o711)
        monkeypatch.setenv("PAYUNG_HOME", f"{folder}/data")
        monkeypatch.setattr(postgres, "STATE", Path(folder) / "state")
        yield environment.home()
        embedded.stop()


def start_elsewhere() -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", START], stdout=subprocess.PIPE, text=True)


def test_the_data_of_another_version_are_refused(home: Path) -> None:
    (embedded.make_home() / "pg14").mkdir()
    with pytest.raises(Refused) as refusal:
        embedded.ensure_running(quiet)
    assert refusal.value.code == "PG-07"


def test_a_version_before_15_is_refused(tmp_path: Path) -> None:
    program = tmp_path / "postgres"
    program.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 14.20'\n")
    program.chmod(0o755)
    with pytest.raises(Refused) as refusal:
        postgres.major_of(tmp_path)
    assert refusal.value.code == "PG-03"


@pytest.mark.parametrize("told", ["18.6", "15.20 (Debian 15.20-0+deb12u1)", "20beta1", "16rc1"])
def test_versions_are_understood(tmp_path: Path, told: str) -> None:
    program = tmp_path / "postgres"
    program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {told}'\n")
    program.chmod(0o755)
    assert postgres.major_of(tmp_path) == int(told[:2])


def test_a_named_folder_without_programs_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAYUNG_PG_BIN", str(tmp_path))
    with pytest.raises(Refused) as refusal:
        postgres.programs()
    assert refusal.value.code == "PG-02"


def test_a_home_that_cannot_be_made_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PAYUNG_HOME", str(tmp_path / "file" / "data"))
    with pytest.raises(Refused) as refusal:
        embedded.ensure_running(quiet)
    assert refusal.value.code == "PG-09"


def test_lost_keys_are_not_replaced(home: Path) -> None:
    embedded.ensure_running(quiet)
    embedded.stop()
    (home / "keys.json").unlink()
    with pytest.raises(Refused) as refusal:
        embedded.ensure_running(quiet)
    assert refusal.value.code == "KEY-03"
    assert sealing.read() is None


def test_a_folder_put_there_by_somebody_else_is_refused(home: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can put a folder of another account there")
    run = embedded.make_home() / "run"
    run.mkdir()
    os.chown(run, 12345, 12345)
    with pytest.raises(Refused) as refusal:
        embedded.ensure_running(quiet)
    assert refusal.value.code == "PG-08"


def test_a_half_made_data_folder_is_made_anew(home: Path) -> None:
    draft = embedded.make_home() / f"pg{Cluster(home).major}.draft"
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")
    assert embedded.ensure_running(quiet)
    assert not draft.exists()


def test_two_starts_at_once_make_one_server(home: Path) -> None:
    starts = [start_elsewhere() for _ in range(3)]
    answers = sorted((start.communicate(timeout=120)[0].strip(), start.returncode)
                     for start in starts)  # fmt: skip
    assert answers == [("False", 0), ("False", 0), ("True", 0)]


def test_a_killed_server_is_started_again(home: Path) -> None:
    embedded.ensure_running(quiet)
    cluster = Cluster(home)
    pid = int((cluster.data / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    while cluster.ready():
        time.sleep(0.05)
    assert embedded.ensure_running(quiet)
    with psycopg.connect(cluster.url()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_the_server_listens_on_its_socket_only(home: Path) -> None:
    embedded.ensure_running(quiet)
    cluster = Cluster(home)
    with psycopg.connect(cluster.url(OWNER)) as owner:
        assert owner.execute("SHOW listen_addresses").fetchone() == ("",)
    assert cluster.socket_folder.stat().st_mode & 0o077 == 0


def test_the_log_of_the_server_repeats_no_values(home: Path) -> None:
    embedded.ensure_running(quiet)
    cluster = Cluster(home)
    with psycopg.connect(cluster.url(OWNER), autocommit=True) as owner:
        owner.execute("CREATE TABLE one (nik text PRIMARY KEY)")
        owner.execute("INSERT INTO one VALUES ('3324140101800001')")
        with pytest.raises(psycopg.Error):
            owner.execute("INSERT INTO one VALUES ('3324140101800001')")
    log = (cluster.data / "server.log").read_text()
    assert "duplicate key" in log
    assert "3324140101800001" not in log


def test_two_homes_have_two_servers_also_where_root_places_them_elsewhere(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded.ensure_running(quiet)
    first = Cluster(home)
    closed = home.parent / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setenv("PAYUNG_HOME", str(closed / "data"))
    assert embedded.ensure_running(quiet)
    second = Cluster(environment.home())
    assert second.data != first.data
    assert (second.root == closed / "data") == (os.geteuid() != 0)
    assert closed.stat().st_mode & 0o777 == 0o700
    with psycopg.connect(first.url(OWNER)) as one, psycopg.connect(second.url(OWNER)) as two:
        ask = "SELECT system_identifier FROM pg_control_system()"
        assert one.execute(ask).fetchone() != two.execute(ask).fetchone()
    embedded.stop()
    monkeypatch.setenv("PAYUNG_HOME", str(home))


def test_a_long_path_still_has_a_socket(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = home / ("d" * 60) / ("e" * 60)
    monkeypatch.setenv("PAYUNG_HOME", str(deep))
    embedded.ensure_running(quiet)
    with psycopg.connect(Cluster(deep).url()) as connection:
        assert connection.info.user == APPLICATION
        assert connection.info.dbname == DATABASE
    embedded.stop()
    monkeypatch.setenv("PAYUNG_HOME", str(home))


def test_a_data_folder_made_anew_starts_empty(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = home.parent / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setenv("PAYUNG_HOME", str(closed / "data"))
    for _ in range(2):
        assert embedded.ensure_running(quiet)
        with psycopg.connect(Cluster(closed / "data").url(OWNER), autocommit=True) as owner:
            owner.execute("CREATE TABLE once (id int)")
        embedded.stop()
        shutil.rmtree(closed / "data")
    monkeypatch.setenv("PAYUNG_HOME", str(home))
