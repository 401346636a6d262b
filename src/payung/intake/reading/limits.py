"""Keep the limits under which a foreign file may be read."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bound what one file may cost; sizes in bytes, times in seconds.

    ``ratio`` is unpacked size over packed size of one part of a workbook, judged from 16 MiB on.
    ``rows`` is the cap on data rows (None: no cap); ``cells`` bounds rows times columns.
    """

    file_bytes: int = 512 * MIB
    unpacked_bytes: int = 2048 * MIB
    entries: int = 2000
    ratio: int = 500
    rows: int | None = None
    columns: int = 500
    cells: int = 40_000_000
    memory_bytes: int = 1536 * MIB
    cpu_seconds: int = 900
    wall_seconds: int = 3600


DEFAULT_LIMITS = Limits()
