"""Carry the one exception for requests that cannot be answered; no legal content."""

from __future__ import annotations


class Refused(Exception):
    """Say that a request is refused, why, and what mends it.

    The command line prints it and ends with status 1; pages show it above the form.
    Doubts about single rows are findings (see ``finding``), never this exception.
    """

    def __init__(self, code: str, message: str, mend: str = "") -> None:
        """Keep the code (topic and number), the reason and the advice, in the reader's language."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.mend = mend
