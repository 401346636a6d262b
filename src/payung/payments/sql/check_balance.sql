-- Purpose: find whether what came in is what is set on lines and what waits
-- One row per: whole ledger
-- Reads: payments_entry, payments_allocation
-- Writes: nothing
-- Parameters: none
-- Safe to repeat: yes
WITH waiting AS (
    SELECT entry.id, entry.amount_rp - coalesce(sum(allocation.amount_rp), 0) AS left_rp
    FROM payments_entry AS entry
    LEFT JOIN payments_allocation AS allocation ON allocation.entry_id = entry.id
    WHERE entry.is_money AND entry.amount_rp > 0
      AND NOT EXISTS (SELECT 1 FROM payments_entry AS back WHERE back.returns_id = entry.id)
    GROUP BY entry.id, entry.amount_rp
)
SELECT (
    (SELECT coalesce(sum(amount_rp), 0) FROM payments_entry
     WHERE is_money AND (amount_rp > 0 OR returns_id IS NOT NULL))
    <> (SELECT coalesce(sum(left_rp), 0) FROM waiting)
       + (SELECT coalesce(sum(amount_rp), 0) FROM payments_allocation)
)::integer AS broken
