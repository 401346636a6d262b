"""The key ring of an installation is made once, kept to its owner, and never replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from payung.core.errors import Refused
from payung.db import sealing
from payung.db.ring import KeyRing


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAYUNG_HOME", str(tmp_path / "home"))
    for name in ("PAYUNG_KEYS", "PAYUNG_KEYS_FILE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


def test_there_is_no_ring_before_it_is_made(home: Path) -> None:
    assert sealing.read() is None


def test_a_ring_is_never_replaced(home: Path) -> None:
    first = sealing.make()
    with pytest.raises(FileExistsError):
        sealing.make()
    assert sealing.read() == first


def test_only_the_owner_may_read_the_keys(home: Path) -> None:
    sealing.make()
    assert (home / "keys.json").stat().st_mode & 0o777 == 0o600


def test_a_named_file_that_is_missing_is_not_made(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAYUNG_KEYS_FILE", str(tmp_path / "elsewhere.json"))
    with pytest.raises(Refused) as refusal:
        sealing.make()
    assert refusal.value.code == "KEY-03"
    assert not (tmp_path / "elsewhere.json").exists()


def test_keys_may_come_from_the_environment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = KeyRing.new()
    monkeypatch.setenv("PAYUNG_KEYS", ring.dump())
    assert sealing.read() == ring


def test_the_short_ways_use_the_ring_of_the_installation() -> None:
    sealed = sealing.seal("0812", "registry_person.phone")
    assert sealing.unseal(sealed, "registry_person.phone") == "0812"
    assert sealing.blind_index("0812", "phone") == sealing.sealer().indexing("phone")("0812")
