-- Purpose: find the rows for which a money paper cannot be recorded
-- One row per: row without an amount, or whose reading stumbled on more than who paid; an opening
--              or closing balance is no such row
-- Reads: intake_moneyrow
-- Writes: nothing
-- Parameters: batch, grave_codes (findings that hold or refuse, other than those about the payer)
-- Safe to repeat: yes
SELECT row.row_number
FROM intake_moneyrow AS row
WHERE row.batch_id = %(batch)s
  AND NOT (coalesce(row.amount_rp, 0) = 0
           AND coalesce(row.text, '') ~* '\msaldo (awal|akhir)\M')
  AND ((coalesce(row.amount_rp, 0) = 0 AND row.outcome IS DISTINCT FROM 'FAILED')
       OR EXISTS (
           SELECT 1 FROM jsonb_array_elements(row.findings) AS said
           WHERE said ->> 'code' = ANY(%(grave_codes)s)
       ))
ORDER BY row.row_number
