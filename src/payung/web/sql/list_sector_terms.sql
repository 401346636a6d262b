-- Purpose: the newest term of some workers, to compare with what a page has shown of them.
-- One row per: worker of the programme.
-- Reads: registry_worker, registry_person, registry_workerterm. Writes: nothing.
-- Parameters: programme, workers (array of ids).
-- Safe to repeat: it only reads.
SELECT worker.id, person.name, term.id AS term_id, term.occupation, term.sector,
       term.sector_confirmed, term.until_date
FROM registry_worker AS worker
JOIN registry_person AS person ON person.id = worker.person_id
JOIN LATERAL (
    SELECT * FROM registry_workerterm AS candidate
    WHERE candidate.worker_id = worker.id
    ORDER BY candidate.from_date DESC LIMIT 1
) AS term ON true
WHERE worker.programme_id = %(programme)s AND worker.id = ANY(%(workers)s::bigint[])
ORDER BY lower(person.name), worker.id
