"""The environment is read in one place, and only for the variables that are documented."""

from __future__ import annotations

from pathlib import Path

import pytest

from payung import environment


def test_an_undocumented_variable_is_not_read() -> None:
    with pytest.raises(KeyError):
        environment._text("HOME")


@pytest.mark.parametrize("text", ["abc", "0", "70000", "-5", "80.5"])
def test_a_port_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(ValueError):
        environment.port()


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in environment.VARIABLES:
        monkeypatch.setenv(name, "  ")
    assert environment.port() == environment.DEFAULT_PORT
    assert environment.keys_file() is None
    assert environment.postgres_folder() is None
    assert "127.0.0.1" in environment.allowed_hosts()
    assert not environment.debug()


def test_the_data_of_a_checkout_lie_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAYUNG_HOME")
    assert environment.home() == Path(__file__).parents[1] / "var"


def test_without_a_checkout_the_data_lie_with_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(environment, "_PACKAGE", tmp_path / "site-packages" / "payung")
    monkeypatch.delenv("PAYUNG_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert environment.home() == tmp_path / "payung"
    monkeypatch.delenv("XDG_DATA_HOME")
    assert environment.home() == Path.home() / ".local" / "share" / "payung"


def test_a_home_is_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_HOME", "data")
    assert environment.home().is_absolute()


def test_hosts_are_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_ALLOWED_HOSTS", " payung.example , ,kantor.example")
    assert environment.allowed_hosts() == ["payung.example", "kantor.example"]
