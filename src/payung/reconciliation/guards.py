"""What the database itself refuses of a closed month's comparison, whoever writes it."""

from __future__ import annotations

import pgtrigger

_STAYS = """
    IF EXISTS (
        SELECT 1
        FROM touched
        JOIN reconciliation_match AS match ON match.id = touched.match_id
        WHERE match.is_closed
    ) THEN
        RAISE EXCEPTION 'the differences of a closed month stay'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


def of_matches() -> list[pgtrigger.Trigger]:
    """Freeze a closed match."""
    return [
        pgtrigger.Trigger(
            name="closed_is_frozen",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            condition=pgtrigger.Q(old__is_closed=True),
            func="RAISE EXCEPTION 'a closed match is never changed' "
            "USING ERRCODE = 'check_violation';",
        )
    ]


def of_differences() -> list[pgtrigger.Trigger]:
    """Refuse to add, change or delete the differences of a closed match."""
    kinds = {
        "added": (pgtrigger.Insert, pgtrigger.Referencing(new="touched")),
        "changed": (pgtrigger.Update, pgtrigger.Referencing(old="touched")),
        "deleted": (pgtrigger.Delete, pgtrigger.Referencing(old="touched")),
    }
    return [
        pgtrigger.Trigger(
            name=f"closed_none_{name}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=rows,
            func=_STAYS,
        )
        for name, (operation, rows) in kinds.items()
    ]
