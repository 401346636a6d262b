-- Purpose: tell what recording a paper came to
-- One row per: whole batch
-- Reads: payments_entry, payments_allocation, intake_moneyrow
-- Writes: nothing
-- Parameters: batch
-- Safe to repeat: yes
WITH given AS (
    SELECT allocation.entry_id, sum(allocation.amount_rp) AS amount_rp
    FROM payments_allocation AS allocation
    JOIN payments_entry AS entry ON entry.id = allocation.entry_id
    WHERE entry.batch_id = %(batch)s
    GROUP BY allocation.entry_id
)
SELECT
    count(*) AS entries,
    coalesce(sum(given.amount_rp), 0)::bigint AS allocated_rp,
    coalesce(sum(entry.amount_rp - coalesce(given.amount_rp, 0)) FILTER (
        WHERE entry.is_money AND entry.amount_rp > 0
          AND NOT EXISTS (SELECT 1 FROM payments_entry AS back WHERE back.returns_id = entry.id)
    ), 0)::bigint AS unallocated_rp,
    now() AS read_at
FROM payments_entry AS entry
LEFT JOIN given ON given.entry_id = entry.id
WHERE entry.batch_id = %(batch)s
