-- Purpose: count the bills that their lines do not sum to
-- One row per: whole ledger
-- Reads: billing_bill, billing_line
-- Writes: nothing
-- Parameters: none
-- Safe to repeat: yes
SELECT count(*) AS broken
FROM billing_bill AS bill
LEFT JOIN (
    SELECT bill_id, sum(amount_rp) AS amount_rp, count(*) AS lines_count
    FROM billing_line
    GROUP BY bill_id
) AS summed ON summed.bill_id = bill.id
WHERE bill.total_rp <> coalesce(summed.amount_rp, 0)
   OR bill.lines_count <> coalesce(summed.lines_count, 0)
