-- Purpose: tell which kinds of payers have money waiting, so that only their lines are looked at
-- One row per: kind of payer with money left (null: unknown)
-- Reads: payments_entry, payments_assignment, payments_allocation
-- Writes: nothing
-- Parameters: programme
-- Safe to repeat: yes
SELECT DISTINCT
    CASE WHEN said.settles_batch_id IS NOT NULL THEN 'FILE'
         WHEN CASE WHEN said.id IS NULL THEN entry.sponsor_id ELSE said.sponsor_id END
              IS NOT NULL THEN 'SPONSOR'
         WHEN CASE WHEN said.id IS NULL THEN entry.agency_id ELSE said.agency_id END
              IS NOT NULL THEN 'AGENCY'
    END AS payer
FROM payments_entry AS entry
LEFT JOIN (
    SELECT DISTINCT ON (entry_id) * FROM payments_assignment ORDER BY entry_id, id DESC
) AS said ON said.entry_id = entry.id
LEFT JOIN (
    SELECT entry_id, sum(amount_rp) AS amount_rp FROM payments_allocation GROUP BY entry_id
) AS spent ON spent.entry_id = entry.id
WHERE entry.programme_id = %(programme)s AND entry.is_money
  AND entry.amount_rp > coalesce(spent.amount_rp, 0)
  AND NOT EXISTS (
      SELECT 1 FROM payments_entry AS back
      WHERE back.returns_id = entry.id AND back.returns_id IS NOT NULL
  )
