"""Watch how much memory a process and its children come to need (Linux)."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

_BETWEEN_LOOKS_SECONDS = 0.05


class Watch:
    """Sums the peaks of a process and of all it started, as the kernel keeps them (VmHWM)."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._peaks_kib: dict[int, int] = {}
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def peak_mb(self) -> float:
        """Return the peak of the process with that of its hungriest child; the process is over.

        Children follow one another: each reads the file once.
        """
        self._done.set()
        self._thread.join()
        own = self._peaks_kib.pop(self._process.pid, 0)
        return (own + max(self._peaks_kib.values(), default=0)) * 1024 / 1e6

    def _look(self) -> None:
        while not self._done.wait(_BETWEEN_LOOKS_SECONDS):
            for number in (self._process.pid, *_children(self._process.pid)):
                self._peaks_kib[number] = max(self._peaks_kib.get(number, 0), _peak_kib(number))


def _children(number: int) -> list[int]:
    try:
        told = Path(f"/proc/{number}/task/{number}/children").read_text()
    except OSError:
        return []
    return [int(child) for child in told.split()]


def _peak_kib(number: int) -> int:
    try:
        told = Path(f"/proc/{number}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in told.splitlines() if "VmHWM" in line), 0)
