-- Purpose: find the rows for which a money paper cannot be recorded
-- One row per: row refused or held in reading, or without an amount; opening balances are none
-- Reads: intake_moneyrow
-- Writes: nothing
-- Parameters: batch
-- Safe to repeat: yes
SELECT row.row_number
FROM intake_moneyrow AS row
WHERE row.batch_id = %(batch)s
  AND (row.status <> 'accepted'
       OR (coalesce(row.amount_rp, 0) = 0
           AND row.outcome IS DISTINCT FROM 'FAILED'
           AND coalesce(row.text, '') !~* '\msaldo (awal|akhir)\M'))
ORDER BY row.row_number
