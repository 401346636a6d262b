-- Purpose: money entries with what is left of them: all that still have something, or one.
-- One row per: entry, newest first.
-- Reads: payments_entry, payments_allocation, registry_agencyname. Writes: nothing.
-- Parameters: programme, entry (one entry whatever is left, or null for all with a rest).
-- Safe to repeat: it only reads.
SELECT entry.id, entry.source, entry.entry_date, entry.reference, entry.text, entry.amount_rp,
       entry.paid_month, entry.agency_id, name.name AS agency_name,
       (entry.amount_rp - coalesce(sum(allocation.amount_rp), 0))::bigint AS left_rp
FROM payments_entry AS entry
LEFT JOIN payments_allocation AS allocation ON allocation.entry_id = entry.id
LEFT JOIN registry_agencyname AS name
    ON name.agency_id = entry.agency_id AND name.valid @> entry.entry_date
WHERE entry.programme_id = %(programme)s AND entry.is_money AND entry.amount_rp > 0
  AND (%(entry)s::bigint IS NULL OR entry.id = %(entry)s::bigint)
GROUP BY entry.id, name.name
HAVING %(entry)s::bigint IS NOT NULL
    OR entry.amount_rp > coalesce(sum(allocation.amount_rp), 0)
ORDER BY entry.entry_date DESC, entry.id DESC
