"""How identity numbers and phones are sealed, and found again by a keyed index.

Sealed bytes are: key version (1), nonce (12), AES-256-GCM-SIV ciphertext with its tag. The purpose
(`table.column`) is authenticated with it, so that a value moved to another column no longer opens.
The blind index is HMAC-SHA-256 cut to 16 bytes, under a key of its own: identity numbers have so
few unknown digits that an index without a secret would be as good as plain text.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from payung.core.errors import Refused

NONCE_BYTES = 12
INDEX_BYTES = 16
KEY_BYTES = 32
_HASH_BLOCK_BYTES = 64
_NONCES_AT_ONCE = 1024


@dataclass(frozen=True, repr=False)
class KeyRing:
    """The secrets of one installation: sealing keys by version, index key, and the site's key."""

    sealing: dict[int, bytes]
    index: bytes
    web: bytes

    @classmethod
    def new(cls) -> KeyRing:
        """Return a ring of fresh random keys."""
        return cls({1: os.urandom(KEY_BYTES)}, os.urandom(KEY_BYTES), os.urandom(KEY_BYTES))

    @classmethod
    def parse(cls, text: str) -> KeyRing:
        """Return the ring that `text` (JSON, keys in base64) holds.

        Raises:
            Refused: the text is no key ring.
        """
        try:
            found = json.loads(text)
            sealing = {int(version): _key(key) for version, key in found["sealing"].items()}
            ring = cls(sealing, _key(found["index"]), _key(found["web"]))
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise Refused(
                "KEY-01",
                "Berkas kunci tidak terbaca.",
                "Kembalikan berkas kunci dari cadangan; jangan membuat yang baru.",
            ) from problem
        if not sealing or not all(0 < version < 256 for version in sealing):
            raise Refused("KEY-01", "Berkas kunci tidak memuat kunci penyegel berversi 1-255.")
        return ring

    def dump(self) -> str:
        """Return the ring as JSON text, for the keys file."""
        keys = {str(version): _text(key) for version, key in self.sealing.items()}
        shown = {"sealing": keys, "index": _text(self.index), "web": _text(self.web)}
        return json.dumps(shown, indent=1) + "\n"

    @property
    def fingerprint(self) -> str:
        """Return what tells this ring's index key from another, without revealing it."""
        return hashlib.sha256(b"payung fingerprint\0" + self.index).hexdigest()[:16]


class Sealer:
    """Seals, opens and indexes with one ring; the bulk ways are closures without look-ups."""

    def __init__(self, ring: KeyRing) -> None:
        self.ring = ring

    @cached_property
    def _ciphers(self) -> dict[int, AESGCMSIV]:
        return {version: AESGCMSIV(key) for version, key in self.ring.sealing.items()}

    def sealing(self, purpose: str) -> Callable[[str], bytes]:
        """Return a function that seals text for `purpose`, the `table.column` it is kept in.

        It draws its nonces in blocks, so make it in the process that uses it, after any fork.
        """
        version = max(self.ring.sealing)
        head = bytes([version])
        encrypt = self._ciphers[version].encrypt
        associated = purpose.encode()
        next_nonce = _nonces().__next__

        def seal_one(value: str) -> bytes:
            nonce = next_nonce()
            return head + nonce + encrypt(nonce, value.encode(), associated)

        return seal_one

    def indexing(self, kind: str) -> Callable[[str], bytes]:
        """Return a function that gives the 16-byte blind index of values of one kind.

        HMAC is spelt out on copied hash states, which saves half the time of the library's call.
        """
        key = self.ring.index.ljust(_HASH_BLOCK_BYTES, b"\0")
        inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key) + kind.encode() + b"\0").copy
        outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in key)).copy

        def index_one(value: str) -> bytes:
            first = inner()
            first.update(value.encode())
            second = outer()
            second.update(first.digest())
            return second.digest()[:INDEX_BYTES]

        return index_one

    def seal_bytes(self, value: bytes, purpose: str) -> bytes:
        """Seal a block of a file for `purpose`."""
        version = max(self.ring.sealing)
        nonce = os.urandom(NONCE_BYTES)
        closed = self._ciphers[version].encrypt(nonce, value, purpose.encode())
        return bytes([version]) + nonce + closed

    def open(self, sealed: bytes, purpose: str) -> str:
        """Return the text sealed for `purpose`.

        Raises:
            Refused: the keys are not those it was sealed with, or it was moved or altered.
        """
        return self.open_bytes(sealed, purpose).decode()

    def open_bytes(self, sealed: bytes, purpose: str) -> bytes:
        """Return the bytes sealed for `purpose`; raises as `open` does."""
        sealed = bytes(sealed)
        cipher = self._ciphers.get(sealed[0]) if sealed else None
        nonce, closed = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            if cipher is None:
                raise InvalidTag
            return cipher.decrypt(nonce, closed, purpose.encode())
        except (InvalidTag, ValueError) as problem:
            raise Refused(
                "KEY-02",
                f"Nilai tersegel di {purpose} tidak dapat dibuka dengan kunci ini.",
                "Pakai berkas kunci yang dipakai saat data disimpan.",
            ) from problem


def _nonces() -> Iterator[bytes]:
    while True:
        block = os.urandom(NONCE_BYTES * _NONCES_AT_ONCE)
        for start in range(0, len(block), NONCE_BYTES):
            yield block[start : start + NONCE_BYTES]


def _key(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error as problem:
        raise ValueError("no base64") from problem
    if len(key) != KEY_BYTES:
        raise ValueError("wrong length")
    return key


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()
