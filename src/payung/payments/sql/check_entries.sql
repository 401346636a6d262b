-- Purpose: count the entries of which more is set on lines than they brought
-- One row per: whole ledger
-- Reads: payments_entry, payments_allocation
-- Writes: nothing
-- Parameters: none
-- Safe to repeat: yes
SELECT count(*) AS broken
FROM (
    SELECT entry_id, sum(amount_rp) AS amount_rp FROM payments_allocation GROUP BY entry_id
) AS given
JOIN payments_entry AS entry ON entry.id = given.entry_id
WHERE given.amount_rp < 0
   OR given.amount_rp > CASE WHEN entry.is_money THEN greatest(entry.amount_rp, 0) ELSE 0 END
   OR (given.amount_rp > 0
       AND EXISTS (SELECT 1 FROM payments_entry AS back WHERE back.returns_id = entry.id))
