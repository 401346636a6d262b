-- Purpose: what the list and the register say of one worker, to decide between them.
-- One row per: call; register values are null where nobody is known.
-- Reads: intake_workerrow, registry_worker, registry_person, registry_workerterm,
--        registry_region. Writes: nothing.
-- Parameters: programme, batch, row, subject.
-- Safe to repeat: it only reads.
SELECT received.name AS list_name, person.name AS register_name,
       received.birth_date AS list_birth_date, person.birth_date AS register_birth_date,
       listed_village.name AS list_village, known_village.name AS register_village,
       listed.name AS list_kecamatan, known.name AS register_kecamatan,
       received.address AS list_address, term.address AS register_address,
       received.occupation AS list_occupation, term.occupation AS register_occupation,
       received.sector AS list_sector, term.sector AS register_sector,
       received.income_rp AS list_income_rp, term.income_rp AS register_income_rp
FROM intake_workerrow AS received
LEFT JOIN registry_worker AS worker
    ON worker.id = %(subject)s AND worker.programme_id = %(programme)s
LEFT JOIN registry_person AS person ON person.id = worker.person_id
LEFT JOIN registry_workerterm AS term ON term.worker_id = worker.id AND term.until_date IS NULL
LEFT JOIN registry_region AS listed ON listed.code = received.kecamatan_code
LEFT JOIN registry_region AS known ON known.code = term.kecamatan_code
LEFT JOIN registry_region AS listed_village ON listed_village.code = received.village_code
LEFT JOIN registry_region AS known_village ON known_village.code = term.village_code
WHERE received.batch_id = %(batch)s AND received.row_number = %(row)s
