"""Carry the one exception for requests that cannot be answered; no legal content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """Say that a request is refused, why, and what mends it.

    The command line prints it and ends with status 1; pages show it above the form, in the page's
    language (see ``finding.told``). Doubts about single rows are findings, never this exception.
    """

    def __init__(
        self, code: str, message: str, mend: str = "", params: Mapping[str, Any] | None = None
    ) -> None:
        """Keep the code (topic and number), the reason and the advice, in Indonesian.

        ``params`` fill the catalogue's texts of the code; None where it has none.
        """
        super().__init__(message)
        self.code = code
        self.message = message
        self.mend = mend
        self.params = params

    def plain(self) -> dict[str, Any]:
        """Return what can be kept as JSON; ``Refused(**plain)`` is this refusal again."""
        params = None if self.params is None else dict(self.params)
        return {"code": self.code, "message": self.message, "mend": self.mend, "params": params}
