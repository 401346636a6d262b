-- Purpose: tell what the registers make of a list of civil servants
-- One row per: received row that is not plainly new and accepted
-- Reads: intake_sponsorrow, registry_person, registry_sponsor, registry_sponsorterm
-- Writes: registry_judgement
-- Parameters: batch, programme, columns (field: heading), levels (code: level), unit_names,
--             unit_ids and unit_likes (what each unit's name in the list means, or most resembles)
-- Safe to repeat: yes, after forget_judgements; a decision stays where nothing about its row has
--                 changed
WITH unit AS (
    SELECT *
    FROM unnest(%(unit_names)s::text[], %(unit_ids)s::bigint[], %(unit_likes)s::text[])
        AS unit (agency_name, agency_id, looks_like)
),
incoming AS MATERIALIZED (
    SELECT
        received.*,
        unit.agency_id,
        unit.looks_like,
        -- A few rows to either side, so that thousands of twins do not each name thousands.
        array_agg(row_number) OVER (
            PARTITION BY received.nip_index ORDER BY row_number
            ROWS BETWEEN 4 PRECEDING AND 4 FOLLOWING
        ) AS twin_rows
    FROM intake_sponsorrow AS received
    LEFT JOIN unit ON unit.agency_name = received.agency_name
    WHERE received.batch_id = %(batch)s AND received.status <> 'refused'
),
matched AS (
    SELECT
        incoming.*,
        coalesce(named.id, numbered.id) AS sponsor_id,
        term.id AS term_id,
        named.id IS NULL AND numbered.id IS NOT NULL AS is_renumbered,
        compared.*
    FROM incoming
    LEFT JOIN registry_sponsor AS named
        ON named.programme_id = %(programme)s AND named.nip_index = incoming.nip_index
    LEFT JOIN registry_person AS same_nik ON same_nik.nik_index = incoming.nik_index
    LEFT JOIN LATERAL (
        SELECT min(id) AS id FROM registry_sponsor
        WHERE programme_id = %(programme)s AND person_id = same_nik.id
    ) AS numbered ON TRUE
    LEFT JOIN registry_sponsor AS sponsor ON sponsor.id = coalesce(named.id, numbered.id)
    LEFT JOIN registry_person AS person ON person.id = sponsor.person_id
    LEFT JOIN registry_sponsorterm AS term
        ON term.sponsor_id = sponsor.id AND term.until_date IS NULL
    CROSS JOIN LATERAL (
        SELECT
            coalesce(array_agg(field) FILTER (WHERE held <> told), '{}') AS changes,
            coalesce(array_agg(field) FILTER (WHERE held IS NULL AND told IS NOT NULL), '{}')
                AS additions,
            left(md5(string_agg(coalesce(held, '-'), '|')), 8) AS was
        FROM (VALUES
            ('nip', encode(sponsor.nip_index, 'hex'), encode(incoming.nip_index, 'hex')),
            ('nik', encode(person.nik_index, 'hex'), encode(incoming.nik_index, 'hex')),
            ('name', lower(person.name), lower(incoming.name)),
            ('birth_date', person.birth_date::text, incoming.birth_date::text),
            ('sex', nullif(person.sex, ''), incoming.sex),
            ('agency', term.agency_id::text, incoming.agency_id::text),
            ('kind', term.kind, incoming.kind),
            ('position', lower(nullif(term.position, '')), lower(left(incoming.position, 200))),
            ('contract_end', term.contract_end_date::text, incoming.contract_end_date::text)
        ) AS fact (field, held, told)
        WHERE term.id IS NOT NULL
    ) AS compared
),
known AS (
    SELECT
        matched.*,
        cardinality(changes) > 0 AND NOT is_renumbered AS is_changed,
        cardinality(changes) = 0 AND cardinality(additions) > 0 AS is_completed,
        term_id IS NOT NULL AND changes || additions = '{}' AS is_same
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
            (nip_index IS NOT NULL AND cardinality(twin_rows) > 1, 'REG-02', 'nip',
                jsonb_build_object('rows', array_to_string(twin_rows, ', '))),
            (agency_id IS NULL AND agency_name IS NULL, 'REG-09', 'agency', '{}'),
            (agency_id IS NULL AND agency_name IS NOT NULL AND looks_like IS NULL, 'REG-08',
                'agency', '{}'),
            (agency_id IS NULL AND looks_like IS NOT NULL, 'REG-07', 'agency',
                jsonb_build_object('proposal', looks_like)),
            (is_renumbered, 'REG-11', 'nip', jsonb_build_object('was', was)),
            (sponsor_id IS NOT NULL AND term_id IS NULL, 'REG-14', NULL, '{}'),
            (is_same AND agency_id IS NOT NULL, 'REG-03', NULL, '{}'),
            (is_completed, 'REG-15', additions[1], jsonb_build_object('was', was)),
            (is_changed, 'REG-04', changes[1], jsonb_build_object('was', was, 'fields', (
                SELECT string_agg(coalesce(%(columns)s::jsonb ->> change, change), ', ')
                FROM unnest(changes) AS change)))
        ) AS finding (applies, code, field, params)
        WHERE applies
    ) AS told
    WHERE told.findings IS NOT NULL
),
fresh AS (
    SELECT
        row_number,
        CASE WHEN refuses THEN 'refused' WHEN holds OR status = 'held' THEN 'held'
             ELSE 'accepted' END AS status,
        CASE WHEN sponsor_id IS NULL THEN 'NEW' WHEN is_same THEN 'UNCHANGED'
             ELSE 'CHANGED' END AS action,
        sponsor_id AS subject_id,
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
