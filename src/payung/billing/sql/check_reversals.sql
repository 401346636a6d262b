-- Purpose: count the reversing lines that do not take back exactly one charge
-- One row per: whole ledger
-- Reads: billing_line
-- Writes: nothing
-- Parameters: none
-- Safe to repeat: yes
SELECT count(*) AS broken
FROM billing_line AS back
LEFT JOIN billing_line AS line ON line.id = back.reverses_id
WHERE back.kind = 'REVERSAL'
  AND (line.id IS NULL OR line.kind <> 'CHARGE' OR back.amount_rp <> -line.amount_rp
       OR back.person_id <> line.person_id OR back.month <> line.month)
