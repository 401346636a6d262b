-- Purpose: take over what a list says of workers already registered: close the term, open the next
-- One row per: row decided TAKE, or of a worker who comes back
-- Reads: intake_workerrow, registry_judgement
-- Writes: registry_person, registry_worker, registry_workerterm
-- Parameters: batch, as_of (the day from which the list's values hold)
-- Safe to repeat: yes; a term that already says the same is left as it is
WITH taken AS MATERIALIZED (
    SELECT received.*, judgement.subject_id AS worker_id
    FROM intake_workerrow AS received
    JOIN registry_judgement AS judgement
        ON judgement.batch_id = received.batch_id AND judgement.row_number = received.row_number
    WHERE received.batch_id = %(batch)s AND judgement.status = 'accepted'
      AND judgement.action = 'CHANGED' AND judgement.decision IS DISTINCT FROM 'KEEP'
),
workers AS (
    UPDATE registry_worker AS worker SET
        named_nip_index = coalesce(taken.sponsor_nip_index, worker.named_nip_index),
        named_purse = coalesce(taken.purse, worker.named_purse)
    FROM taken WHERE worker.id = taken.worker_id
    RETURNING worker.id, worker.person_id
),
people AS (
    UPDATE registry_person AS person SET
        name = taken.name,
        birth_date = coalesce(taken.birth_date, person.birth_date),
        birth_place = coalesce(taken.birth_place, person.birth_place),
        sex = coalesce(taken.sex, person.sex),
        phone_sealed = coalesce(taken.phone_sealed, person.phone_sealed)
    FROM taken JOIN registry_worker AS worker ON worker.id = taken.worker_id
    WHERE person.id = worker.person_id
),
latest AS (
    SELECT DISTINCT ON (term.worker_id) term.*
    FROM registry_workerterm AS term JOIN taken ON taken.worker_id = term.worker_id
    ORDER BY term.worker_id, term.from_date DESC
),
wanted AS MATERIALIZED (
    SELECT
        latest.id AS latest_id,
        latest.worker_id,
        latest.until_date IS NULL AS is_open,
        greatest(%(as_of)s::date, latest.from_date, latest.until_date) AS from_date,
        latest.from_date AS since,
        coalesce(taken.village_code, latest.village_code) AS village_code,
        coalesce(taken.kecamatan_code, latest.kecamatan_code) AS kecamatan_code,
        coalesce(taken.address, latest.address) AS address,
        coalesce(left(taken.occupation, 200), latest.occupation) AS occupation,
        CASE WHEN taken.sector_confirmed OR NOT latest.sector_confirmed
            THEN coalesce(taken.sector, latest.sector) ELSE latest.sector END AS sector,
        taken.sector_confirmed OR latest.sector_confirmed AS sector_confirmed,
        coalesce(taken.income_rp, latest.income_rp) AS income_rp
    FROM latest
    JOIN taken ON taken.worker_id = latest.worker_id
    WHERE latest.until_date IS NOT NULL
       OR taken.village_code <> latest.village_code
       OR taken.kecamatan_code <> latest.kecamatan_code
       OR taken.address <> latest.address
       OR left(taken.occupation, 200) <> latest.occupation
       OR (taken.sector_confirmed AND taken.sector <> latest.sector)
       OR taken.sector_confirmed > latest.sector_confirmed
       OR taken.income_rp <> coalesce(latest.income_rp, -1)
),
corrected AS (
    UPDATE registry_workerterm AS term SET
        (village_code, kecamatan_code, address, occupation, sector, sector_confirmed, income_rp)
        = (wanted.village_code, wanted.kecamatan_code, wanted.address, wanted.occupation,
           wanted.sector, wanted.sector_confirmed, wanted.income_rp)
    FROM wanted
    WHERE term.id = wanted.latest_id AND wanted.is_open AND wanted.from_date = wanted.since
),
closed AS (
    UPDATE registry_workerterm AS term SET
        until_date = wanted.from_date, end_reason = 'CHANGED'
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
INSERT INTO registry_workerterm (
    worker_id, from_date, village_code, kecamatan_code, address, occupation, sector,
    sector_confirmed, income_rp, end_reason
)
SELECT
    worker_id, from_date, village_code, kecamatan_code, address, occupation, sector,
    sector_confirmed, income_rp, ''
FROM followed;
