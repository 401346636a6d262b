"""Every text of the pages has its English, and no English lacks its text."""

from __future__ import annotations

import re

import polib
import pytest

from tests.web.sources import PACKAGE, Text, texts

CATALOGUE = polib.pofile(str(PACKAGE / "locale/en/LC_MESSAGES/django.po"))
_PLACEHOLDER = re.compile(r"%\(\w+\)s|{\w*}")


def _known() -> dict[Text, polib.POEntry]:
    return {(entry.msgid, entry.msgid_plural or None): entry for entry in CATALOGUE}


def test_every_text_has_english() -> None:
    missing = sorted(text[0] for text in texts() - set(_known()))
    assert missing == []


def test_no_english_is_left_over() -> None:
    assert sorted(text[0] for text in set(_known()) - texts()) == []


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.msgid[:40])
def test_english_is_whole_and_keeps_the_placeholders(entry: polib.POEntry) -> None:
    said = list(entry.msgstr_plural.values()) or [entry.msgstr]
    assert all(said) and not entry.fuzzy
    for text in said:
        assert set(_PLACEHOLDER.findall(text)) == set(_PLACEHOLDER.findall(entry.msgid))
