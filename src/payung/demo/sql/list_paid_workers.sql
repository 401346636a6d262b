-- Purpose: list whose months were paid, to invent the insurer's lists
-- One row per: worker and month with money set on the line
-- Reads: billing_bill, billing_line, pairing_sponsorship, payments_allocation
-- Writes: nothing
-- Parameters: programme
-- Safe to repeat: yes
SELECT line.month, held.worker_id
  FROM billing_bill AS bill
  JOIN billing_line AS line ON line.bill_id = bill.id
  JOIN pairing_sponsorship AS held ON held.id = line.sponsorship_id
  JOIN payments_allocation AS given ON given.line_id = line.id
 WHERE bill.programme_id = %(programme)s
 GROUP BY line.month, held.worker_id
HAVING sum(given.amount_rp) > 0
 ORDER BY line.month, held.worker_id;
