-- Purpose: money set on a line, or of an entry, and what was taken back, in order.
-- One row per: allocation.
-- Reads: payments_allocation, payments_entry, billing_line, billing_bill, registry_person.
-- Writes: nothing.
-- Parameters: programme, line (or null), entry (or null), size.
-- Safe to repeat: it only reads.
SELECT allocation.id, allocation.amount_rp, allocation.reason, allocation.by, allocation.at,
       allocation.entry_id, entry.entry_date, entry.text, entry.reference, entry.source,
       allocation.line_id, line.month, bill.month AS bill_month, person.name AS worker_name
FROM payments_allocation AS allocation
JOIN payments_entry AS entry ON entry.id = allocation.entry_id
JOIN billing_line AS line ON line.id = allocation.line_id
JOIN billing_bill AS bill ON bill.id = line.bill_id
JOIN registry_person AS person ON person.id = line.person_id
WHERE entry.programme_id = %(programme)s
  AND (%(line)s::bigint IS NULL OR allocation.line_id = %(line)s::bigint)
  AND (%(entry)s::bigint IS NULL OR allocation.entry_id = %(entry)s::bigint)
ORDER BY allocation.id DESC
LIMIT %(size)s
