"""Show only the end of a sealed number: enough to compare with a paper, not enough to use."""

from __future__ import annotations

from payung.db.sealing import unseal

SHOWN = 4


def masked(sealed: bytes | memoryview | None, purpose: str) -> str:
    """Return the number with all but its last four digits as dots; empty where there is none."""
    if sealed is None:
        return ""
    number = unseal(bytes(sealed), purpose)
    return "•" * (len(number) - SHOWN) + number[-SHOWN:]


def masked_nik(sealed: bytes | memoryview | None) -> str:
    """Return a registered person's NIK, masked."""
    return masked(sealed, "registry_person.nik_sealed")


def masked_phone(sealed: bytes | memoryview | None) -> str:
    """Return a registered person's phone number, masked."""
    return masked(sealed, "registry_person.phone_sealed")


def masked_nip(sealed: bytes | memoryview | None) -> str:
    """Return a sponsor's NIP, masked."""
    return masked(sealed, "registry_sponsor.nip_sealed")
