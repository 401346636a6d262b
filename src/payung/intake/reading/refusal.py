"""Refuse a whole file with a text from the catalogue of findings."""

from __future__ import annotations

from typing import Any

from payung.core.errors import Refused
from payung.core.finding import Finding


def refusal(code: str, **params: Any) -> Refused:
    """Return the exception for a file that cannot be read, in Indonesian.

    ``code`` is one of the FILE codes of ``core/findings/files.yaml``; ``params`` fill its texts.
    """
    finding = Finding(code, params=params)
    return Refused(code, finding.message(), finding.mend())
