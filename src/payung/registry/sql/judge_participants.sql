-- Purpose: tell which rows of the insurer's list stand twice in it, and which are known already
-- One row per: received row that is not plainly new and accepted
-- Reads: intake_participantrow, registry_insurerlist, registry_insurerentry
-- Writes: registry_judgement
-- Parameters: batch, programme, as_of, columns (field: heading), levels (code: level)
-- Safe to repeat: yes, after forget_judgements; a decision stays where nothing about its row has
--                 changed
WITH latest AS (
    SELECT id FROM registry_insurerlist
    WHERE programme_id = %(programme)s AND as_of = %(as_of)s
    ORDER BY id DESC LIMIT 1
),
incoming AS MATERIALIZED (
    SELECT
        received.*,
        -- A few rows to either side, so that thousands of twins do not each name thousands.
        array_agg(row_number) OVER (
            PARTITION BY received.nik_index ORDER BY row_number
            ROWS BETWEEN 4 PRECEDING AND 4 FOLLOWING
        ) AS twin_rows
    FROM intake_participantrow AS received
    WHERE received.batch_id = %(batch)s AND received.status <> 'refused'
),
known AS (
    SELECT
        incoming.*,
        entry.id AS entry_id
    FROM incoming
    LEFT JOIN registry_insurerentry AS entry
        ON entry.list_id = (SELECT id FROM latest)
       AND entry.nik_index = incoming.nik_index
       AND entry.is_active = (incoming.insurer_status = 'ACTIVE')
       AND entry.last_paid_month IS NOT DISTINCT FROM incoming.last_paid_month
),
weighed AS (
    SELECT known.*, told.findings AS told, told.holds
    FROM known
    CROSS JOIN LATERAL (
        SELECT
            jsonb_agg(jsonb_build_object(
                'code', code, 'column', %(columns)s::jsonb ->> field, 'params', params
            )) AS findings,
            bool_or(%(levels)s::jsonb ->> code = 'HOLD') AS holds
        FROM (VALUES
            (nik_index IS NOT NULL AND cardinality(twin_rows) > 1, 'REG-01', 'nik',
                jsonb_build_object('rows', array_to_string(twin_rows, ', '))),
            (entry_id IS NOT NULL, 'REG-03', NULL, '{}')
        ) AS finding (applies, code, field, params)
        WHERE applies
    ) AS told
    WHERE told.findings IS NOT NULL
),
fresh AS (
    SELECT
        row_number,
        CASE WHEN holds OR status = 'held' THEN 'held' ELSE 'accepted' END AS status,
        CASE WHEN entry_id IS NULL THEN 'NEW' ELSE 'UNCHANGED' END AS action,
        entry_id AS subject_id,
        told AS findings
    FROM weighed
),
gone AS (
    DELETE FROM registry_judgement AS judgement
    WHERE judgement.batch_id = %(batch)s AND judgement.decision IS NOT NULL
      AND NOT EXISTS (SELECT FROM fresh WHERE fresh.row_number = judgement.row_number)
)
INSERT INTO registry_judgement AS held (
    batch_id, row_number, status, action, subject_id, findings
)
SELECT %(batch)s, row_number, status, action, subject_id, findings FROM fresh
ON CONFLICT (batch_id, row_number) DO UPDATE SET
    (status, action, subject_id, findings, decision, decided_by) = (
        SELECT
            CASE WHEN same THEN held.status ELSE excluded.status END,
            excluded.action, excluded.subject_id, excluded.findings,
            CASE WHEN same THEN held.decision END,
            CASE WHEN same THEN held.decided_by END
        FROM (SELECT held.decision IS NOT NULL AND held.findings = excluded.findings
                  AND held.subject_id IS NOT DISTINCT FROM excluded.subject_id AS same) AS before
    );
