"""What the database itself refuses of money, whoever writes it."""

from __future__ import annotations

import pgtrigger

_WITHIN = """
    PERFORM pg_advisory_xact_lock(hashtext('payments.allocations'));
    IF EXISTS (
        SELECT 1
        FROM payments_entry AS entry
        JOIN payments_allocation AS given ON given.entry_id = entry.id
        WHERE entry.id IN (SELECT entry_id FROM new_allocations)
        GROUP BY entry.id, entry.amount_rp, entry.is_money
        HAVING sum(given.amount_rp) NOT BETWEEN 0 AND entry.amount_rp
            OR NOT entry.is_money
    ) OR EXISTS (
        SELECT 1
        FROM billing_line AS line
        JOIN payments_allocation AS given ON given.line_id = line.id
        WHERE line.id IN (SELECT line_id FROM new_allocations)
        GROUP BY line.id, line.amount_rp
        HAVING sum(given.amount_rp) NOT IN (0, line.amount_rp)
    ) THEN
        RAISE EXCEPTION 'allocations exceed their payment or split a line'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

_STANDING_LINE = """
    IF EXISTS (
        SELECT 1
        FROM new_allocations AS given
        JOIN billing_line AS back ON back.reverses_id = given.line_id
        WHERE given.reverses_id IS NULL
    ) THEN
        RAISE EXCEPTION 'no money is set on a line that was taken back'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

# The lock is the allocations' own: nothing is freed between looking and committing.
_COLLECTED = """
    PERFORM pg_advisory_xact_lock(hashtext('payments.allocations'));
    IF EXISTS (
        SELECT 1
        FROM (SELECT DISTINCT programme_id, month FROM new_remittances) AS passed
        WHERE (SELECT sum(remittance.amount_rp)
               FROM payments_remittance AS remittance
               WHERE remittance.programme_id = passed.programme_id
                 AND remittance.month = passed.month)
            > (SELECT coalesce(sum(allocation.amount_rp), 0)
               FROM billing_bill AS bill
               JOIN billing_line AS line ON line.bill_id = bill.id
               JOIN payments_allocation AS allocation ON allocation.line_id = line.id
               WHERE bill.programme_id = passed.programme_id AND bill.month = passed.month)
    ) THEN
        RAISE EXCEPTION 'more is passed on than was collected' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


def of_allocations() -> list[pgtrigger.Trigger]:
    """Refuse money set twice, in part, beyond its entry, or on a line that was taken back."""
    return [
        _after_insert("allocations_stay_within", "new_allocations", _WITHIN),
        _after_insert("line_stands", "new_allocations", _STANDING_LINE),
    ]


def of_remittances() -> list[pgtrigger.Trigger]:
    """Refuse to pass on more of a month than was collected for it."""
    return [_after_insert("was_collected", "new_remittances", _COLLECTED)]


def _after_insert(name: str, rows: str, check: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new=rows),
        func=check,
    )
