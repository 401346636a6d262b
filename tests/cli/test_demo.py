"""The demo is loaded into an empty database only; its account is told while it still holds."""

from __future__ import annotations

import pytest

from payung.accounts.models import User
from payung.accounts.services import change_password, create_account
from payung.cli.demo import _ACCOUNT, load_when_empty
from payung.registry.models import Sponsor
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_database_with_a_programme_is_left_alone():
    make.make_programme()
    assert load_when_empty(pytest.fail) == []
    assert not Sponsor.objects.exists() and not User.objects.exists()


def test_a_changed_password_is_no_longer_told():
    create_account(name=_ACCOUNT["name"], password=_ACCOUNT["password"], by="tester")
    assert load_when_empty(pytest.fail) == [_ACCOUNT]
    change_password(name=_ACCOUNT["name"], password="sangat-rahasia-sekali", by="tester")
    assert load_when_empty(pytest.fail) == []
