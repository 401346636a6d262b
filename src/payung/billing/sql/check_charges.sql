-- Purpose: count the persons and months that are charged more than once
-- One row per: whole ledger
-- Reads: billing_line
-- Writes: nothing
-- Parameters: none
-- Safe to repeat: yes
SELECT count(*) AS broken
FROM (
    SELECT 1
    FROM billing_line AS line
    LEFT JOIN billing_line AS back ON back.reverses_id = line.id
    WHERE line.kind = 'CHARGE' AND back.id IS NULL
    GROUP BY line.person_id, line.month
    HAVING count(*) > 1
) AS twice
