-- Purpose: tell how each row of a list ends, with what reading and registers found on it
-- One row per: received row
-- Reads: intake_sponsorrow, intake_workerrow, intake_participantrow, registry_judgement
-- Writes: nothing
-- Parameters: batch
-- Safe to repeat: yes
SELECT
    received.row_number,
    coalesce(judgement.status, received.status) AS status,
    coalesce(received.findings, '[]'::jsonb) || coalesce(judgement.findings, '[]'::jsonb)
        AS findings
FROM (
    SELECT batch_id, row_number, status, findings FROM intake_sponsorrow
    WHERE batch_id = %(batch)s
    UNION ALL
    SELECT batch_id, row_number, status, findings FROM intake_workerrow
    WHERE batch_id = %(batch)s
    UNION ALL
    SELECT batch_id, row_number, status, findings FROM intake_participantrow
    WHERE batch_id = %(batch)s
) AS received
LEFT JOIN registry_judgement AS judgement
    ON judgement.batch_id = received.batch_id AND judgement.row_number = received.row_number
ORDER BY received.row_number
