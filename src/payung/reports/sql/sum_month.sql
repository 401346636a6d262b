-- Purpose: follow the workers and the money of a month from the bill to the insurer
-- One row
-- Reads: billing_bill, billing_line, payments_allocation, payments_remittance,
--        pairing_sponsorship, coverage_workermonth
-- Writes: nothing
-- Parameters: programme, month
-- Safe to repeat: yes
WITH charged AS (
    SELECT line.id, line.amount_rp, held.worker_id,
           coalesce(sum(given.amount_rp), 0) AS paid_rp
      FROM billing_bill AS bill
      JOIN billing_line AS line ON line.bill_id = bill.id
      JOIN pairing_sponsorship AS held ON held.id = line.sponsorship_id
      LEFT JOIN payments_allocation AS given ON given.line_id = line.id
     WHERE bill.programme_id = %(programme)s
       AND line.month = %(month)s
       AND line.kind = 'CHARGE'
       AND NOT EXISTS (SELECT 1 FROM billing_line AS undone WHERE undone.reverses_id = line.id)
     GROUP BY line.id, held.worker_id
)
SELECT count(*) AS billed_count,
       coalesce(sum(charged.amount_rp), 0)::bigint AS billed_rp,
       count(*) FILTER (WHERE paid_rp > 0) AS collected_count,
       coalesce(sum(paid_rp), 0)::bigint AS collected_rp,
       (SELECT coalesce(sum(amount_rp), 0)::bigint FROM payments_remittance
         WHERE programme_id = %(programme)s AND month = %(month)s) AS remitted_rp,
       count(*) FILTER (WHERE status.evidence = 'CONFIRMED') AS confirmed_count,
       coalesce(sum(charged.amount_rp) FILTER (WHERE status.evidence = 'CONFIRMED'), 0)::bigint
           AS confirmed_rp
  FROM charged
  LEFT JOIN coverage_workermonth AS status
    ON status.worker_id = charged.worker_id AND status.month = %(month)s;
