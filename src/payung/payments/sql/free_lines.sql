-- Purpose: take back what was set on some lines, whole lines at a time
-- One row per: allocation that still holds
-- Reads: payments_allocation
-- Writes: payments_allocation
-- Parameters: lines (array), reason, by
-- Safe to repeat: yes; an allocation is reversed once
INSERT INTO payments_allocation (entry_id, line_id, amount_rp, reverses_id, reason, by)
SELECT held.entry_id, held.line_id, -held.amount_rp, held.id, %(reason)s, %(by)s
FROM payments_allocation AS held
WHERE held.line_id = ANY(%(lines)s::bigint[]) AND held.reverses_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM payments_allocation AS back WHERE back.reverses_id = held.id)
