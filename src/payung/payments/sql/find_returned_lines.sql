-- Purpose: find the lines that stand paid by money which went back
-- One row per: line
-- Reads: payments_entry, payments_allocation
-- Writes: nothing
-- Parameters: programme
-- Safe to repeat: yes
SELECT held.line_id
FROM payments_entry AS back
JOIN payments_allocation AS held ON held.entry_id = back.returns_id
WHERE back.programme_id = %(programme)s AND back.returns_id IS NOT NULL
GROUP BY held.line_id
HAVING sum(held.amount_rp) > 0
ORDER BY held.line_id
