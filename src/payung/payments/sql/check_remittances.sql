-- Purpose: count the months of which more was passed on than was ever collected; money taken back
--          from a line later does not count against what was passed on before
-- One row per: whole ledger
-- Reads: payments_remittance, payments_allocation, billing_line, billing_bill
-- Writes: nothing
-- Parameters: none
-- Safe to repeat: yes
WITH collected AS (
    SELECT bill.programme_id, bill.month, sum(allocation.amount_rp) AS amount_rp
    FROM payments_allocation AS allocation
    JOIN billing_line AS line ON line.id = allocation.line_id
    JOIN billing_bill AS bill ON bill.id = line.bill_id
    WHERE allocation.reverses_id IS NULL
    GROUP BY bill.programme_id, bill.month
)
SELECT count(*) AS broken
FROM (
    SELECT programme_id, month, sum(amount_rp) AS amount_rp
    FROM payments_remittance
    GROUP BY programme_id, month
) AS remitted
LEFT JOIN collected USING (programme_id, month)
WHERE remitted.amount_rp > coalesce(collected.amount_rp, 0)
