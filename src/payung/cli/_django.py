"""Make the database and Django ready for a command, and say on standard error what is done."""

from __future__ import annotations

import click

from payung import environment
from payung.db import embedded


def say(text: str) -> None:
    """Show progress without touching standard output."""
    click.echo(text, err=True)


def setup() -> bool:
    """Start the embedded server if needed, load Django, and bring the tables up to date.

    Returns whether this call started the server.

    Raises:
        Refused: the server, the database or its keys are not as they should be.
    """
    environment.choose_settings()
    started = embedded.ensure_running(say)
    import django

    django.setup()
    from payung.cli import _messages
    from payung.db import migrating

    _messages.compile_stale()
    migrating.make_ready(say)
    return started
