"""Accounts are refused when they could be mistaken or guessed; every act is recorded."""

from __future__ import annotations

import pytest

from payung.accounts.models import User
from payung.accounts.services import change_password, close_account, create_account
from payung.audit.models import Entry
from payung.core.errors import Refused

pytestmark = pytest.mark.django_db
PASSWORD = "kalimat sandi untuk meja"


@pytest.mark.parametrize(
    ("name", "code"), [("", "ACC-01"), ("  ", "ACC-01"), ("MEJA", "ACC-01"), ("me ja;", "ACC-02")]
)
def test_an_unusable_or_taken_name_is_refused(name: str, code: str) -> None:
    create_account(name="meja", password=PASSWORD, by="uji")
    with pytest.raises(Refused) as told:
        create_account(name=name, password=PASSWORD, by="uji")
    assert told.value.code == code
    assert User.objects.count() == 1


@pytest.mark.parametrize("password", ["", "pendek", "meja-meja", "password123"])
def test_a_password_that_is_easily_guessed_is_refused(password: str) -> None:
    with pytest.raises(Refused) as told:
        create_account(name="meja-meja", password=password, by="uji")
    assert told.value.code == "ACC-04"
    assert not Entry.objects.exists()


def test_an_account_signs_in_with_its_newest_password_until_it_is_closed() -> None:
    user = create_account(name="meja", password=PASSWORD, by="uji", programme_code="kendal")
    assert user.check_password(PASSWORD) and user.programme_code == "kendal"
    change_password(name="meja", password="kalimat lain yang panjang", by="uji")
    user.refresh_from_db()
    assert user.check_password("kalimat lain yang panjang") and not user.check_password(PASSWORD)
    close_account(name="meja", by="uji", reason="pindah tugas")
    user.refresh_from_db()
    assert not user.is_active
    acts = Entry.objects.filter(table="accounts_user").order_by("id")
    assert list(acts.values_list("action", flat=True)) == [
        "accounts.create", "accounts.password", "accounts.close",
    ]  # fmt: skip


@pytest.mark.parametrize("act", ["change", "close"])
def test_an_unknown_account_is_refused(act: str) -> None:
    with pytest.raises(Refused) as told:
        if act == "change":
            change_password(name="tidak-ada", password=PASSWORD, by="uji")
        else:
            close_account(name="tidak-ada", by="uji", reason="-")
    assert told.value.code == "ACC-03"
