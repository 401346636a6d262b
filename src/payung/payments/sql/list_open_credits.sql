-- Purpose: list the money that is on no line yet
-- One row per: entry with money left
-- Reads: payments_entry, payments_assignment, payments_allocation
-- Writes: nothing
-- Parameters: programme
-- Safe to repeat: yes
WITH spent AS (
    SELECT entry_id, sum(amount_rp) AS amount_rp FROM payments_allocation GROUP BY entry_id
),
said AS (
    SELECT DISTINCT ON (entry_id) * FROM payments_assignment ORDER BY entry_id, id DESC
)
SELECT
    entry.id, entry.source, entry.entry_date, entry.reference, entry.text, entry.amount_rp,
    entry.amount_rp - coalesce(spent.amount_rp, 0)::bigint AS left_rp,
    CASE WHEN said.id IS NULL THEN entry.agency_id ELSE said.agency_id END AS agency_id,
    CASE WHEN said.id IS NULL THEN entry.sponsor_id ELSE said.sponsor_id END AS sponsor_id,
    said.settles_batch_id,
    CASE WHEN said.id IS NULL THEN entry.paid_month ELSE said.paid_month END AS paid_month
FROM payments_entry AS entry
LEFT JOIN spent ON spent.entry_id = entry.id
LEFT JOIN said ON said.entry_id = entry.id
WHERE entry.programme_id = %(programme)s AND entry.is_money
  AND entry.amount_rp > coalesce(spent.amount_rp, 0)
  AND NOT EXISTS (SELECT 1 FROM payments_entry AS back WHERE back.returns_id = entry.id)
ORDER BY entry.entry_date, entry.id
