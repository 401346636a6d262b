-- Purpose: count how the rows of a batch end, and keep what tells one judgement from another
-- One row per: batch
-- Reads: intake_sponsorrow, intake_workerrow, intake_participantrow, registry_judgement
-- Writes: nothing
-- Parameters: batch
-- Safe to repeat: yes
SELECT
    count(*) FILTER (WHERE final.status = 'accepted') AS accepted,
    count(*) FILTER (WHERE final.status = 'held') AS held,
    count(*) FILTER (WHERE final.status = 'refused') AS refused,
    count(*) FILTER (
        WHERE final.status = 'accepted' AND (final.action = 'UNCHANGED' OR final.decision = 'KEEP')
    ) AS unchanged,
    count(*) FILTER (
        WHERE final.status = 'accepted' AND final.action = 'CHANGED'
          AND final.decision IS DISTINCT FROM 'KEEP'
    ) AS changed,
    coalesce(sum(hashtextextended(concat_ws(
        '|', final.row_number, final.status, final.action, final.subject_id, final.findings,
        final.decision
    ), 0)::numeric), 0)::text AS seal
FROM (
    SELECT
        received.row_number,
        coalesce(judgement.status, received.status) AS status,
        judgement.action,
        judgement.subject_id,
        judgement.findings,
        judgement.decision
    FROM (
        SELECT row_number, status FROM intake_sponsorrow WHERE batch_id = %(batch)s
        UNION ALL
        SELECT row_number, status FROM intake_workerrow WHERE batch_id = %(batch)s
        UNION ALL
        SELECT row_number, status FROM intake_participantrow WHERE batch_id = %(batch)s
    ) AS received
    LEFT JOIN registry_judgement AS judgement
        ON judgement.batch_id = %(batch)s AND judgement.row_number = received.row_number
) AS final;
