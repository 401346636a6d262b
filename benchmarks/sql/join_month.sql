-- Purpose: the bare side of the match: bill, payment and the insurer's list in one join
-- One row: the sums
-- Reads: billing_bill, billing_line, payments_allocation, registry_person, registry_insurerentry
-- Writes: nothing
-- Parameters: programme, month, list
-- Safe to repeat: yes
SELECT count(*) AS lines,
       sum(line.amount_rp) AS billed_rp,
       sum(given.amount_rp) AS paid_rp,
       count(*) FILTER (WHERE coalesce(given.amount_rp, 0) < line.amount_rp) AS unpaid,
       count(*) FILTER (WHERE entry.id IS NULL) AS missing,
       count(*) FILTER (WHERE NOT entry.is_active) AS inactive,
       count(*) FILTER (WHERE entry.last_paid_month < line.month) AS behind
FROM billing_bill AS bill
JOIN billing_line AS line ON line.bill_id = bill.id
JOIN registry_person AS person ON person.id = line.person_id
LEFT JOIN (
    SELECT line_id, sum(amount_rp) AS amount_rp FROM payments_allocation GROUP BY line_id
) AS given ON given.line_id = line.id
FULL JOIN (
    SELECT * FROM registry_insurerentry WHERE list_id = %(list)s
) AS entry ON entry.nik_index = person.nik_index
WHERE bill.id IS NULL OR (bill.programme_id = %(programme)s AND bill.month = %(month)s);
