-- Purpose: tell what the registers make of a list of workers
-- One row per: received row that is not plainly new and accepted
-- Reads: intake_workerrow, registry_person, registry_worker, registry_workerterm, registry_sponsor
-- Writes: registry_judgement
-- Parameters: batch, programme, as_of, columns (field: heading), limit_birth (born then or before:
--             too old), age_limit, minimum_birth (born later: too young), minimum_age,
--             levels (code: level, from the catalogue)
-- Safe to repeat: yes, after forget_judgements; a decision stays where nothing about its row has
--                 changed
WITH incoming AS MATERIALIZED (
    SELECT
        received.*,
        -- A few rows to either side, so that thousands of twins do not each name thousands.
        array_agg(row_number) OVER (
            PARTITION BY received.nik_index ORDER BY row_number
            ROWS BETWEEN 4 PRECEDING AND 4 FOLLOWING
        ) AS twin_rows
    FROM intake_workerrow AS received
    WHERE received.batch_id = %(batch)s AND received.status <> 'refused'
),
matched AS (
    SELECT
        incoming.*,
        worker.id AS worker_id,
        term.id AS term_id,
        EXISTS (
            SELECT FROM registry_worker AS other
            JOIN registry_workerterm AS open ON open.worker_id = other.id
            WHERE other.person_id = person.id
              AND other.programme_id <> %(programme)s AND open.until_date IS NULL
        ) AS is_elsewhere,
        EXISTS (
            SELECT FROM registry_sponsor AS sponsor WHERE sponsor.person_id = person.id
        ) AS is_servant,
        term.id IS NOT NULL AND worker.named_nip_index <> incoming.sponsor_nip_index AS is_taken,
        compared.*
    FROM incoming
    LEFT JOIN registry_person AS person ON person.nik_index = incoming.nik_index
    LEFT JOIN registry_worker AS worker
        ON worker.person_id = person.id AND worker.programme_id = %(programme)s
    LEFT JOIN registry_workerterm AS term
        ON term.worker_id = worker.id AND term.until_date IS NULL
    CROSS JOIN LATERAL (
        SELECT
            coalesce(array_agg(field) FILTER (WHERE held <> told), '{}') AS changes,
            coalesce(array_agg(field) FILTER (WHERE held IS NULL AND told IS NOT NULL), '{}')
                AS additions,
            left(md5(string_agg(coalesce(held, '-'), '|')), 8) AS was
        FROM (VALUES
            ('name', lower(person.name), lower(incoming.name)),
            ('birth_date', person.birth_date::text, incoming.birth_date::text),
            ('birth_place', lower(nullif(person.birth_place, '')), lower(incoming.birth_place)),
            ('sex', nullif(person.sex, ''), incoming.sex),
            ('village', nullif(term.village_code, ''), incoming.village_code),
            ('kecamatan', nullif(term.kecamatan_code, ''), incoming.kecamatan_code),
            ('address', lower(nullif(term.address, '')), lower(incoming.address)),
            ('occupation', lower(nullif(term.occupation, '')),
                lower(left(incoming.occupation, 200))),
            ('sector', CASE WHEN term.sector_confirmed THEN term.sector END,
                CASE WHEN incoming.sector_confirmed THEN incoming.sector END),
            ('income_rp', term.income_rp::text, incoming.income_rp::text),
            ('purse', nullif(worker.named_purse, ''), incoming.purse),
            ('sponsor_nip', encode(worker.named_nip_index, 'hex'),
                CASE WHEN worker.named_nip_index IS NULL
                    THEN encode(incoming.sponsor_nip_index, 'hex') END)
        ) AS fact (field, held, told)
        WHERE term.id IS NOT NULL
    ) AS compared
),
known AS (
    SELECT
        matched.*,
        is_taken IS NOT TRUE AND cardinality(changes) > 0 AS is_changed,
        is_taken IS NOT TRUE AND cardinality(changes) = 0 AND cardinality(additions) > 0
            AS is_completed,
        term_id IS NOT NULL AND is_taken IS NOT TRUE AND changes || additions = '{}' AS is_same
    FROM matched
),
weighed AS (
    SELECT known.*, told.findings AS told, told.refuses, told.holds
    FROM known
    CROSS JOIN LATERAL (
        SELECT
            jsonb_agg(jsonb_build_object(
                'code', code, 'column', %(columns)s::jsonb ->> field, 'params', params
            )) AS findings,
            bool_or(%(levels)s::jsonb ->> code = 'REFUSE') AS refuses,
            bool_or(%(levels)s::jsonb ->> code = 'HOLD') AS holds
        FROM (VALUES
            (nik_index IS NOT NULL AND cardinality(twin_rows) > 1, 'REG-01', 'nik',
                jsonb_build_object('rows', array_to_string(twin_rows, ', '))),
            (term_id IS NULL AND birth_date > %(as_of)s, 'ELIG-03', 'birth_date', '{}'),
            (term_id IS NULL AND birth_date <= %(limit_birth)s, 'ELIG-01', 'birth_date',
                jsonb_build_object('limit', %(age_limit)s::int)),
            (term_id IS NULL AND birth_date > %(minimum_birth)s AND birth_date <= %(as_of)s,
                'ELIG-02', 'birth_date', jsonb_build_object('minimum', %(minimum_age)s::int)),
            (term_id IS NULL AND birth_date IS NULL, 'REG-10', 'birth_date', '{}'),
            (is_taken, 'REG-05', 'nik', '{}'),
            (term_id IS NULL AND is_elsewhere, 'REG-06', 'nik', '{}'),
            (worker_id IS NULL AND is_servant, 'REG-12', 'nik', '{}'),
            (worker_id IS NOT NULL AND term_id IS NULL, 'REG-13', NULL, '{}'),
            (is_same, 'REG-03', NULL, '{}'),
            (is_completed, 'REG-15', additions[1], jsonb_build_object('was', was)),
            (is_changed, 'REG-04', changes[1], jsonb_build_object('was', was, 'fields', (
                SELECT string_agg(coalesce(%(columns)s::jsonb ->> change, change), ', ')
                FROM unnest(changes) AS change)))
        ) AS finding (applies, code, field, params)
        WHERE applies
    ) AS told
    WHERE told.findings IS NOT NULL
      -- What is plainly new need not be weighed at all.
      AND (worker_id IS NOT NULL OR is_elsewhere OR is_servant OR cardinality(twin_rows) > 1
           OR birth_date IS NULL
           OR birth_date NOT BETWEEN %(limit_birth)s::date + 1 AND %(minimum_birth)s)
),
fresh AS (
    SELECT
        row_number,
        CASE WHEN refuses THEN 'refused' WHEN holds OR status = 'held' THEN 'held'
             ELSE 'accepted' END AS status,
        CASE WHEN worker_id IS NULL THEN 'NEW' WHEN is_same THEN 'UNCHANGED'
             ELSE 'CHANGED' END AS action,
        worker_id AS subject_id,
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
