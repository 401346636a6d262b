-- Purpose: the worker of a programme who has a NIK, found by its blind index.
-- One row per: worker; none where nobody has it.
-- Reads: registry_worker, registry_person. Writes: nothing.
-- Parameters: programme, nik_index.
-- Safe to repeat: it only reads.
SELECT worker.id
FROM registry_worker AS worker
JOIN registry_person AS person ON person.id = worker.person_id
WHERE worker.programme_id = %(programme)s AND person.nik_index = %(nik_index)s
