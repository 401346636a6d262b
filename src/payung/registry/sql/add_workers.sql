-- Purpose: register the new workers of a list
-- One row per: accepted row whose person is no worker of the programme yet
-- Reads: intake_workerrow, registry_judgement, registry_person, registry_worker
-- Writes: registry_person, registry_worker, registry_workerterm
-- Parameters: batch, programme, beginning (the day from which a first term holds)
-- Safe to repeat: yes; who is registered by then is passed over
WITH accepted AS MATERIALIZED (
    SELECT
        received.*,
        person.id AS known_person_id,
        coalesce(person.id, nextval('registry_person_id_seq')) AS person_id,
        nextval('registry_worker_id_seq') AS worker_id
    FROM intake_workerrow AS received
    LEFT JOIN registry_judgement AS judgement
        ON judgement.batch_id = received.batch_id AND judgement.row_number = received.row_number
    LEFT JOIN registry_person AS person ON person.nik_index = received.nik_index
    WHERE received.batch_id = %(batch)s
      AND coalesce(judgement.status, received.status) = 'accepted'
      AND coalesce(judgement.action, 'NEW') = 'NEW'
      AND judgement.decision IS DISTINCT FROM 'KEEP'
      AND NOT EXISTS (
          SELECT FROM registry_worker AS worker
          WHERE worker.programme_id = %(programme)s AND worker.person_id = person.id
      )
),
people AS (
    INSERT INTO registry_person (
        id, name, birth_date, birth_place, sex, nik_sealed, nik_index, phone_sealed
    )
    SELECT
        person_id, name, birth_date, coalesce(birth_place, ''), coalesce(sex, ''), nik_sealed,
        nik_index, phone_sealed
    FROM accepted WHERE known_person_id IS NULL
),
workers AS (
    INSERT INTO registry_worker (
        id, programme_id, person_id, named_nip_index, named_purse, batch_id
    )
    SELECT
        worker_id, %(programme)s, person_id, sponsor_nip_index, coalesce(purse, ''), batch_id
    FROM accepted
)
INSERT INTO registry_workerterm (
    worker_id, from_date, village_code, kecamatan_code, address, occupation, sector,
    sector_confirmed, income_rp, end_reason
)
SELECT
    worker_id, %(beginning)s, coalesce(village_code, ''), coalesce(kecamatan_code, ''),
    coalesce(address, ''), left(coalesce(occupation, ''), 200), coalesce(sector, 'other'),
    sector_confirmed, income_rp, ''
FROM accepted;
