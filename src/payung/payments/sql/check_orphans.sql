-- Purpose: count the allocations and words that point at rows which are gone
-- One row per: whole ledger
-- Reads: payments_allocation, payments_assignment, payments_entry, billing_line
-- Writes: nothing
-- Parameters: none
-- Safe to repeat: yes
SELECT
    (SELECT count(*)
     FROM payments_allocation AS allocation
     LEFT JOIN payments_entry AS entry ON entry.id = allocation.entry_id
     LEFT JOIN billing_line AS line ON line.id = allocation.line_id
     WHERE entry.id IS NULL OR line.id IS NULL)
    + (SELECT count(*)
       FROM payments_assignment AS said
       LEFT JOIN payments_entry AS entry ON entry.id = said.entry_id
       WHERE entry.id IS NULL) AS broken
