-- Purpose: one worker with the newest term and the places in words.
-- One row per: worker; none where the programme has no such worker.
-- Reads: registry_worker, registry_person, registry_workerterm, registry_region. Writes: nothing.
-- Parameters: programme, worker.
-- Safe to repeat: it only reads.
SELECT worker.id, person.id AS person_id, person.name, person.birth_date, person.birth_place,
       person.sex, person.nik_sealed, person.phone_sealed, term.from_date, term.until_date,
       term.address, term.occupation, term.sector, term.sector_confirmed, term.income_rp,
       term.end_reason, term.id AS term_id, kecamatan.name AS kecamatan, village.name AS village
FROM registry_worker AS worker
JOIN registry_person AS person ON person.id = worker.person_id
JOIN LATERAL (
    SELECT * FROM registry_workerterm AS candidate
    WHERE candidate.worker_id = worker.id
    ORDER BY candidate.from_date DESC LIMIT 1
) AS term ON true
LEFT JOIN registry_region AS kecamatan ON kecamatan.code = term.kecamatan_code
LEFT JOIN registry_region AS village ON village.code = term.village_code
WHERE worker.programme_id = %(programme)s AND worker.id = %(worker)s
