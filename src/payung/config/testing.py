"""Django's settings for tests: the usual ones, over a data folder that lives as long as the run.

pytest-django reads settings before any conftest, so the folder must be chosen here. The processes
of a parallel run inherit it and share its server, each with a database of its own.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from payung import environment

HOME_MARK = "payung-test-"

if not environment.home().name.startswith(HOME_MARK):
    _folder = Path(tempfile.mkdtemp(prefix=HOME_MARK))
    _folder.chmod(0o711)  # PostgreSQL's own account must get through when root runs the tests
    environment.use_home(_folder)

from payung.db import sealing  # noqa: E402

if sealing.read() is None:
    sealing.make()

from payung.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
