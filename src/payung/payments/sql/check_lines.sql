-- Purpose: count the lines that are paid in part, too much, or although they were taken back
-- One row per: whole ledger
-- Reads: billing_line, payments_allocation
-- Writes: nothing
-- Parameters: none
-- Safe to repeat: yes
SELECT count(*) AS broken
FROM (
    SELECT line_id, sum(amount_rp) AS amount_rp FROM payments_allocation GROUP BY line_id
) AS given
JOIN billing_line AS line ON line.id = given.line_id
LEFT JOIN billing_line AS back ON back.reverses_id = line.id
WHERE given.amount_rp NOT IN (0, line.amount_rp)
   OR (given.amount_rp <> 0 AND (back.id IS NOT NULL OR line.kind <> 'CHARGE'))
