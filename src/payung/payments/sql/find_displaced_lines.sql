-- Purpose: find the lines that an agency's lump pays although a named list says whose it is
-- One row per: paid line that no payroll list names, on a bill where a named line is open
-- Reads: payments_entry, payments_allocation, payments_assignment, billing_bill, billing_line,
--        pairing_sponsorship
-- Writes: nothing
-- Parameters: programme
-- Safe to repeat: yes
WITH named AS (
    SELECT sponsor_id, paid_month AS month
    FROM payments_entry
    WHERE programme_id = %(programme)s AND source = 'payroll_list' AND sponsor_id IS NOT NULL
      AND outcome <> 'FAILED'
    GROUP BY sponsor_id, paid_month
),
given AS (
    SELECT allocation.line_id, bool_or(entry.sponsor_id IS NULL) AS by_lump
    FROM payments_allocation AS allocation
    JOIN payments_entry AS entry ON entry.id = allocation.entry_id
    GROUP BY allocation.line_id
    HAVING sum(allocation.amount_rp) > 0
),
charge AS (
    SELECT
        line.id, bill.agency_id, line.month, named.sponsor_id IS NOT NULL AS is_named,
        given.line_id IS NOT NULL AS is_paid, coalesce(given.by_lump, false) AS by_lump
    FROM billing_line AS line
    JOIN billing_bill AS bill ON bill.id = line.bill_id
    JOIN pairing_sponsorship AS sponsorship ON sponsorship.id = line.sponsorship_id
    LEFT JOIN named ON named.sponsor_id = sponsorship.sponsor_id AND named.month = line.month
    LEFT JOIN given ON given.line_id = line.id
    WHERE bill.programme_id = %(programme)s AND line.kind = 'CHARGE'
      AND NOT EXISTS (SELECT 1 FROM billing_line AS back WHERE back.reverses_id = line.id)
)
SELECT charge.id AS line_id
FROM charge
WHERE charge.by_lump AND NOT charge.is_named
  AND EXISTS (
      SELECT 1 FROM charge AS other
      WHERE other.agency_id = charge.agency_id AND other.month = charge.month
        AND other.is_named AND NOT other.is_paid
  )
ORDER BY charge.id
