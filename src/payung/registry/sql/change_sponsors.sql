-- Purpose: take over what a list says of servants already registered: close the term, open the next
-- One row per: row decided TAKE, or of a servant who comes back
-- Reads: intake_sponsorrow, registry_judgement
-- Writes: registry_person, registry_sponsor, registry_sponsorterm
-- Parameters: batch, as_of (the day from which the list's values hold), unit_names and unit_ids
-- Safe to repeat: yes; a term that already says the same is left as it is
WITH taken AS MATERIALIZED (
    SELECT received.*, judgement.subject_id AS sponsor_id, unit.agency_id
    FROM intake_sponsorrow AS received
    JOIN registry_judgement AS judgement
        ON judgement.batch_id = received.batch_id AND judgement.row_number = received.row_number
    LEFT JOIN unnest(%(unit_names)s::text[], %(unit_ids)s::bigint[])
        AS unit (agency_name, agency_id) ON unit.agency_name = received.agency_name
    WHERE received.batch_id = %(batch)s AND judgement.status = 'accepted'
      AND judgement.action = 'CHANGED' AND judgement.decision IS DISTINCT FROM 'KEEP'
),
sponsors AS (
    UPDATE registry_sponsor AS sponsor SET
        nip_sealed = taken.nip_sealed, nip_index = taken.nip_index
    FROM taken WHERE sponsor.id = taken.sponsor_id AND sponsor.nip_index <> taken.nip_index
),
people AS (
    UPDATE registry_person AS person SET
        name = taken.name,
        birth_date = coalesce(taken.birth_date, person.birth_date),
        sex = coalesce(taken.sex, person.sex),
        nik_sealed = coalesce(taken.nik_sealed, person.nik_sealed),
        nik_index = coalesce(taken.nik_index, person.nik_index),
        phone_sealed = coalesce(taken.phone_sealed, person.phone_sealed)
    FROM taken JOIN registry_sponsor AS sponsor ON sponsor.id = taken.sponsor_id
    WHERE person.id = sponsor.person_id
),
latest AS (
    SELECT DISTINCT ON (term.sponsor_id) term.*
    FROM registry_sponsorterm AS term JOIN taken ON taken.sponsor_id = term.sponsor_id
    ORDER BY term.sponsor_id, term.from_date DESC
),
wanted AS MATERIALIZED (
    SELECT
        latest.id AS latest_id,
        latest.sponsor_id,
        latest.until_date IS NULL AS is_open,
        greatest(%(as_of)s::date, latest.from_date, latest.until_date) AS from_date,
        latest.from_date AS since,
        coalesce(taken.agency_id, latest.agency_id) AS agency_id,
        coalesce(taken.kind, latest.kind) AS kind,
        coalesce(left(taken.position, 200), latest.position) AS position,
        coalesce(taken.contract_end_date, latest.contract_end_date) AS contract_end_date
    FROM latest
    JOIN taken ON taken.sponsor_id = latest.sponsor_id
    WHERE latest.until_date IS NOT NULL
       OR taken.agency_id <> latest.agency_id
       OR taken.kind <> latest.kind
       OR left(taken.position, 200) <> latest.position
       OR taken.contract_end_date <> coalesce(latest.contract_end_date, 'infinity')
),
corrected AS (
    UPDATE registry_sponsorterm AS term SET
        (agency_id, kind, position, contract_end_date)
        = (wanted.agency_id, wanted.kind, wanted.position, wanted.contract_end_date)
    FROM wanted
    WHERE term.id = wanted.latest_id AND wanted.is_open AND wanted.from_date = wanted.since
),
closed AS (
    UPDATE registry_sponsorterm AS term SET
        until_date = wanted.from_date,
        end_reason = CASE WHEN wanted.agency_id <> term.agency_id THEN 'MOVED' ELSE 'CHANGED' END
    FROM wanted
    WHERE term.id = wanted.latest_id AND wanted.is_open AND wanted.from_date > wanted.since
    RETURNING wanted.*
),
followed AS (
    -- Drawn from `closed`, so that a term is closed before the next one opens.
    SELECT * FROM closed
    UNION ALL
    SELECT * FROM wanted WHERE NOT is_open
)
INSERT INTO registry_sponsorterm (
    sponsor_id, from_date, agency_id, kind, position, contract_end_date, end_reason
)
SELECT sponsor_id, from_date, agency_id, kind, position, contract_end_date, ''
FROM followed;
