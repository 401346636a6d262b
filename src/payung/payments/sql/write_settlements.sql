-- Purpose: say that a credit is the money of one autodebit file's results
-- One row per: unknown credit whose amount is what exactly one file's successes come to
-- Reads: payments_entry, payments_assignment
-- Writes: payments_assignment
-- Parameters: programme, by, reason
-- Safe to repeat: yes; a file is settled once
WITH file AS (
    SELECT batch_id, sum(amount_rp) AS amount_rp, min(entry_date) AS entry_date
    FROM payments_entry
    WHERE programme_id = %(programme)s AND source = 'autodebit_result' AND NOT is_money
      AND outcome <> 'FAILED'
    GROUP BY batch_id
),
open_file AS (
    SELECT file.* FROM file
    WHERE NOT EXISTS (
        SELECT 1 FROM payments_assignment AS said WHERE said.settles_batch_id = file.batch_id
    )
),
pair AS (
    SELECT
        credit.id AS entry_id, open_file.batch_id,
        count(*) OVER (PARTITION BY credit.id) AS files,
        count(*) OVER (PARTITION BY open_file.batch_id) AS credits
    FROM payments_entry AS credit
    JOIN open_file ON open_file.amount_rp = credit.amount_rp
        AND credit.entry_date BETWEEN open_file.entry_date AND open_file.entry_date + 7
    WHERE credit.programme_id = %(programme)s AND credit.source = 'bank_statement'
      AND credit.is_money AND credit.agency_id IS NULL AND credit.sponsor_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM payments_assignment AS said WHERE said.entry_id = credit.id)
)
INSERT INTO payments_assignment (entry_id, settles_batch_id, reason, by)
SELECT entry_id, batch_id, %(reason)s, %(by)s
FROM pair
WHERE files = 1 AND credits = 1
