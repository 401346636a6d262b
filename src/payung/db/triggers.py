"""Triggers that several rooms share: ledgers that only grow, terms that never overlap."""

from __future__ import annotations

import pgtrigger


def append_only() -> list[pgtrigger.Trigger]:
    """Refuse every UPDATE and DELETE of the table's rows, whoever asks."""
    return [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


def never_deleted() -> list[pgtrigger.Trigger]:
    """Refuse every DELETE: a membership ends by closing its term, never by losing its row."""
    return [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]


def no_overlapping_terms(*, owner: str) -> list[pgtrigger.Trigger]:
    """Refuse terms of one owner that share a day.

    The unique keys (one open term, one start a day) already stop two writers at once; this
    statement-level check stops the rest at a fraction of an exclusion constraint's cost.
    """
    check = """
        IF EXISTS (
            SELECT 1 FROM new_terms AS added
            JOIN {meta.db_table} AS other
              ON other.OWNER = added.OWNER AND other.id <> added.id
             AND other.from_date < coalesce(added.until_date, 'infinity')
             AND coalesce(other.until_date, 'infinity') > added.from_date
        ) THEN
            RAISE EXCEPTION 'terms of one OWNER overlap' USING ERRCODE = 'exclusion_violation';
        END IF;
        RETURN NULL;
    """.replace("OWNER", owner)
    return [
        pgtrigger.Trigger(
            name=f"no_overlap_{operation}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert if operation == "insert" else pgtrigger.Update,
            referencing=pgtrigger.Referencing(new="new_terms")
            if operation == "insert"
            else pgtrigger.Referencing(old="old_terms", new="new_terms"),
            func=pgtrigger.Func(check),
        )
        for operation in ("insert", "update")
    ]
