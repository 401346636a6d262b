-- Purpose: tell how much money of a programme is set on lines
-- One row per: whole programme
-- Reads: payments_allocation, payments_entry
-- Writes: nothing
-- Parameters: programme
-- Safe to repeat: yes
SELECT coalesce(sum(allocation.amount_rp), 0)::bigint AS allocated_rp
FROM payments_allocation AS allocation
JOIN payments_entry AS entry ON entry.id = allocation.entry_id
WHERE entry.programme_id = %(programme)s
