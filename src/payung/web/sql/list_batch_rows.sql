-- Purpose: rows of a received file with what reading and registers say of each.
-- One row per: received row, by row number.
-- Reads: intake_sponsorrow, intake_workerrow, intake_participantrow, intake_moneyrow,
--        registry_judgement. Writes: nothing.
-- Parameters: batch, status (empty for all), row (one, or null), after (row number or null), size.
-- Safe to repeat: it only reads.
WITH received AS (
    SELECT row_number, status, findings, name FROM intake_sponsorrow WHERE batch_id = %(batch)s
    UNION ALL
    SELECT row_number, status, findings, name FROM intake_workerrow WHERE batch_id = %(batch)s
    UNION ALL
    SELECT row_number, status, findings, name FROM intake_participantrow
    WHERE batch_id = %(batch)s
    UNION ALL
    SELECT row_number, status, findings, coalesce(name, text) FROM intake_moneyrow
    WHERE batch_id = %(batch)s
), final AS MATERIALIZED (
    SELECT received.row_number AS id, received.name,
           coalesce(judgement.status, received.status) AS status,
           judgement.action, judgement.subject_id, judgement.decision,
           received.findings::text AS findings, judgement.findings::text AS judged
    FROM received
    LEFT JOIN registry_judgement AS judgement
        ON judgement.batch_id = %(batch)s AND judgement.row_number = received.row_number
)
SELECT final.*, count(*) OVER () AS found_count
FROM final
WHERE (%(status)s = '' OR status = %(status)s)
  AND (%(row)s::integer IS NULL OR id = %(row)s::integer)
  AND (%(after)s::integer IS NULL OR id > %(after)s::integer)
ORDER BY id
LIMIT %(size)s
