"""Serve the pages and stay in charge: what `payung up` started, it also stops."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

from payung import environment
from payung.core.errors import Refused
from payung.db import embedded

LOCK = "service"
_LONGEST_STOP_SECONDS = 30


def _note() -> Path:
    return environment.home() / "service.json"


class Pages(BaseApplication):
    """gunicorn around Django, loaded once and then forked."""

    def __init__(self, port: int, when_ready: Callable[[], None]) -> None:
        self.port = port
        self.when_ready = when_ready
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn how to serve."""
        options: dict[str, Any] = {
            "bind": f"127.0.0.1:{self.port}",
            "worker_class": "gthread",
            "workers": 2,
            "threads": 4,
            "timeout": 120,
            "graceful_timeout": 10,
            "preload_app": True,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": self._on_ready,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application, with no connection that a fork would share."""
        from django.core.wsgi import get_wsgi_application
        from django.db import connections

        connections.close_all()
        return get_wsgi_application()

    def _on_ready(self, arbiter: Any) -> None:
        # A closed terminal ends the service like Ctrl-C, instead of reloading it.
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        self.when_ready()


def wanted_port() -> int:
    """Return the port to serve on.

    Raises:
        Refused: it is no port, or another program has it.
    """
    try:
        port = environment.port()
    except ValueError as problem:
        raise Refused("UP-02", "PORT bukan nomor porta.", "Misalnya: PORT=8001") from problem
    with closing(socket.socket()) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as problem:
            raise Refused(
                "UP-03",
                f"Porta {port} sudah dipakai program lain.",
                f"Pilih porta lain, misalnya: PORT={port + 1} make run",
            ) from problem
    return port


def serve(port: int, when_ready: Callable[[], None]) -> None:
    """Serve until told to stop; the note beside the data says where."""
    _note().write_text(json.dumps({"pid": os.getpid(), "address": address(port)}))
    Pages(port, when_ready).run()


def address(port: int) -> str:
    """Return the address of the site."""
    return f"http://127.0.0.1:{port}/"


def running() -> dict[str, Any] | None:
    """Return the process and address of the service of this data folder, if it runs."""
    if not environment.home().exists():
        return None
    with embedded.locked(LOCK, wait=False) as free:
        if free:
            return None
    try:
        found: dict[str, Any] = json.loads(_note().read_text())
    except (FileNotFoundError, ValueError):
        return {"pid": None, "address": None}
    return found


def stop_running() -> bool:
    """Ask the running service to stop and wait until it has; return whether there was one.

    Raises:
        Refused: it does not stop.
    """
    found = running()
    if found is None or found["pid"] is None:
        return False
    os.kill(found["pid"], signal.SIGTERM)
    end = time.monotonic() + _LONGEST_STOP_SECONDS
    while time.monotonic() < end:
        if running() is None:
            return True
        time.sleep(0.1)
    raise Refused("UP-04", f"Layanan (proses {found['pid']}) tidak mau berhenti.")
