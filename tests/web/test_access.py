"""Nobody unknown sees a page, nobody sees another programme's, and nothing is stored anywhere."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from payung.accounts.models import User
from payung.registry.models import Programme
from tests import factories

OPEN = {"login", "language", "health"}
_VALUES = {
    "programme": "kendal", "month": "2025-09", "token": uuid.UUID(int=1), "kind": "UNPAID",
    "code": "diskominfo", "form": "pdf",
}  # fmt: skip


def _patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            prefix = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _patterns(entry, prefix)
        else:
            yield f"{space}{entry.name}", entry


def _addresses() -> list[tuple[str, str]]:
    found = []
    for name, pattern in _patterns(get_resolver()):
        parts = dict.fromkeys(pattern.pattern.converters, 1) | {
            key: value for key, value in _VALUES.items() if key in pattern.pattern.converters
        }
        if name.startswith("desk:"):
            parts["programme"] = "kendal"
        found.append((name, reverse(name, kwargs=parts)))
    return found


ADDRESSES = _addresses()


def test_addresses_are_found() -> None:
    assert len(ADDRESSES) > 30


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "address"), ADDRESSES, ids=[name for name, _ in ADDRESSES])
def test_S01_the_unknown_get_the_sign_in_page(name: str, address: str) -> None:
    answer = Client().get(address)
    if name in OPEN:
        assert answer.status_code in {200, 405}
    else:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/masuk/?next=")


@pytest.mark.parametrize(
    ("name", "address"), [pair for pair in ADDRESSES if pair[0].startswith("desk:")]
)
def test_S02_another_programmes_pages_are_not_found(
    name: str, address: str, programme: Programme
) -> None:
    other = User.objects.create_user("tetangga", password="x", programme_code="kab-semarang")
    client = Client()
    client.force_login(other)
    assert client.get(address).status_code == 404


def test_S09_signing_in_changes_the_session_key(programme: Programme) -> None:
    User.objects.create_user("meja", password="kalimat sandi meja")
    client = Client()
    client.get("/masuk/")
    before = client.session.session_key
    client.post("/masuk/", {"username": "meja", "password": "kalimat sandi meja", "next": ""})
    assert client.session.session_key not in {None, before}


@pytest.mark.django_db
def test_S16_a_wrong_account_and_a_wrong_password_are_answered_alike() -> None:
    User.objects.create_user("meja", password="kalimat sandi meja")
    said = []
    for name in ("meja", "tidak-ada"):
        answer = Client().post("/masuk/", {"username": name, "password": "keliru", "next": ""})
        assert answer.status_code == 422
        main = answer.content.decode().replace(f'value="{name}"', "").split("<main")[1]
        said.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", main))
    assert said[0] == said[1]
    assert "tidak cocok" in said[0]


@pytest.mark.django_db
def test_an_empty_sign_in_names_both_fields_and_keeps_the_account() -> None:
    answer = Client().post("/masuk/", {"username": "meja", "password": "", "next": ""})
    text = answer.content.decode()
    assert "<title>Galat:" in text
    assert 'href="#id_password"' in text and 'value="meja"' in text


def test_S19_a_form_without_its_token_changes_nothing(programme: Programme) -> None:
    user = User.objects.create_user("meja", password="x")
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    answer = client.post("/kendal/bulan/2025-09/terbitkan/", {"confirmed": "yes"})
    assert answer.status_code == 403
    assert "Tidak ada data yang berubah" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", r"\\evil.example"])
def test_S20_no_redirect_leaves_the_site(target: str) -> None:
    answer = Client().post("/bahasa/", {"language": "en", "next": target})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("address", ["/kendal/", "/kendal/pekerja/", "/kendal/tidak-ada/", "/"])
def test_S21_S22_every_answer_is_private_and_hardened(desk: Client, address: str) -> None:
    answer = desk.get(address)
    assert answer.get("Cache-Control") == "no-store" or answer.status_code == 302
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_an_account_of_all_programmes_chooses(programme: Programme) -> None:
    factories.make_programme("kab-semarang", name="Kamar Lindung", regency_code="33.22")
    client = Client()
    client.force_login(User.objects.create_user("semua", password="x"))
    text = client.get("/").content.decode()
    assert "/kendal/" in text and "/kab-semarang/" in text
