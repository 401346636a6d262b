"""People who sign in. Scope is kept as codes, so that no foreign key points upward."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """One account; written by `accounts.services` and the sign-in pages."""

    programme_code = models.CharField(max_length=40, blank=True)
