-- Purpose: keep one list of the insurer, as it was sent
-- One row per: accepted row of the batch (entry), batch (list)
-- Reads: intake_participantrow, registry_judgement
-- Writes: registry_insurerlist, registry_insurerentry
-- Parameters: batch, programme, as_of, now
-- Safe to repeat: no; a batch makes one list, the unique key on its number refuses a second
WITH accepted AS MATERIALIZED (
    SELECT received.*
    FROM intake_participantrow AS received
    LEFT JOIN registry_judgement AS judgement
        ON judgement.batch_id = received.batch_id AND judgement.row_number = received.row_number
    WHERE received.batch_id = %(batch)s
      AND coalesce(judgement.status, received.status) = 'accepted'
      AND judgement.decision IS DISTINCT FROM 'KEEP'
),
list AS (
    INSERT INTO registry_insurerlist (programme_id, as_of, batch_id, entries_count, received_at)
    SELECT %(programme)s, %(as_of)s, %(batch)s, count(*), %(now)s FROM accepted
    RETURNING id
)
INSERT INTO registry_insurerentry (
    list_id, row_number, nik_sealed, nik_index, kpj_sealed, name, is_active, last_paid_month
)
SELECT
    list.id, row_number, nik_sealed, nik_index, kpj_sealed, coalesce(name, ''),
    insurer_status = 'ACTIVE', last_paid_month
FROM accepted CROSS JOIN list;
