"""Sealed values open with their own keys and in their own column only."""

from __future__ import annotations

import hashlib
import hmac
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.core.errors import Refused
from payung.db.ring import INDEX_BYTES, NONCE_BYTES, KeyRing, Sealer

NIK = "3324145403850001"
PURPOSE = "registry_person.nik"


@pytest.fixture
def sealer() -> Sealer:
    return Sealer(KeyRing.new())


def test_another_key_does_not_open(sealer: Sealer) -> None:
    sealed = sealer.sealing(PURPOSE)(NIK)
    with pytest.raises(Refused) as refusal:
        Sealer(KeyRing.new()).open(sealed, PURPOSE)
    assert refusal.value.code == "KEY-02"
    assert NIK not in str(refusal.value)


def test_another_column_does_not_open(sealer: Sealer) -> None:
    sealed = sealer.sealing(PURPOSE)(NIK)
    with pytest.raises(Refused):
        sealer.open(sealed, "registry_person.phone")


@pytest.mark.parametrize("place", [0, 1, 1 + NONCE_BYTES, -1])
def test_an_altered_byte_does_not_open(sealer: Sealer, place: int) -> None:
    sealed = bytearray(sealer.sealing(PURPOSE)(NIK))
    sealed[place] ^= 1
    with pytest.raises(Refused):
        sealer.open(bytes(sealed), PURPOSE)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + b"0" * 12, b"\xff" + b"0" * 60])
def test_nonsense_does_not_open(sealer: Sealer, sealed: bytes) -> None:
    with pytest.raises(Refused):
        sealer.open(sealed, PURPOSE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"sealing": {}, "index": "", "web": ""}',
        '{"sealing": {"1": "c2hvcnQ="}, "index": "c2hvcnQ=", "web": "c2hvcnQ="}',
        '{"sealing": ["a"], "index": "%%", "web": 1}',
    ],
)
def test_a_broken_keys_file_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        KeyRing.parse(text)
    assert refusal.value.code == "KEY-01"


def test_a_ring_without_sealing_keys_is_refused() -> None:
    told = json.loads(KeyRing.new().dump()) | {"sealing": {}}
    with pytest.raises(Refused):
        KeyRing.parse(json.dumps(told))


def test_a_ring_does_not_show_its_keys() -> None:
    ring = KeyRing.new()
    assert ring.index.hex() not in repr(ring)
    assert repr(ring.index) not in repr(ring)


def test_a_ring_survives_writing() -> None:
    ring = KeyRing.new()
    assert KeyRing.parse(ring.dump()) == ring


def test_an_older_key_still_opens_and_the_newest_seals() -> None:
    old = KeyRing.new()
    sealed = Sealer(old).sealing(PURPOSE)(NIK)
    new = KeyRing({**old.sealing, 2: KeyRing.new().sealing[1]}, old.index, old.web)
    assert Sealer(new).open(sealed, PURPOSE) == NIK
    assert Sealer(new).sealing(PURPOSE)(NIK)[0] == 2


@given(st.text())
def test_what_is_sealed_opens(value: str) -> None:
    sealer = Sealer(KeyRing.new())
    assert sealer.open(sealer.sealing(PURPOSE)(value), PURPOSE) == value


def test_equal_values_are_sealed_differently(sealer: Sealer) -> None:
    seal = sealer.sealing(PURPOSE)
    assert len({seal(NIK) for _ in range(3000)}) == 3000


@given(st.text())
def test_the_index_is_hmac_sha256(value: str) -> None:
    ring = KeyRing.new()
    wanted = hmac.new(ring.index, b"nik\0" + value.encode(), hashlib.sha256).digest()
    assert Sealer(ring).indexing("nik")(value) == wanted[:INDEX_BYTES]


def test_the_index_differs_by_kind_and_by_key(sealer: Sealer) -> None:
    index = sealer.indexing("nik")(NIK)
    assert index != sealer.indexing("nip")(NIK)
    assert index != Sealer(KeyRing.new()).indexing("nik")(NIK)
    assert index == sealer.indexing("nik")(NIK)
