"""The record of who did what to which row and why. Nothing here is ever changed."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from payung.db.triggers import append_only


class Entry(models.Model):
    """One act. Its number, time and hash are set by the database, in one chain without gaps."""

    append_only = True

    id = models.BigIntegerField(primary_key=True, db_default=0)
    at = models.DateTimeField(db_default=Now())
    by = models.CharField(max_length=150)
    action = models.CharField(max_length=80)
    table = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    previous_hash = models.BinaryField(db_default=b"")
    hash = models.BinaryField(db_default=b"")

    class Meta:
        indexes = [models.Index(fields=["table", "key"])]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="chain",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("last", "audit_entry%ROWTYPE")],
                func="""
                    PERFORM pg_advisory_xact_lock(hashtext('audit.chain'));
                    SELECT * INTO last FROM audit_entry ORDER BY id DESC LIMIT 1;
                    NEW.id := coalesce(last.id, 0) + 1;
                    NEW.at := clock_timestamp();
                    NEW.previous_hash := coalesce(last.hash, ''::bytea);
                    NEW.hash := audit_entry_hash(NEW);
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.action}"
