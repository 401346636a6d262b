-- Purpose: list the workers whom no purse pays and no proposal of the run serves
-- One row per: waiting worker
-- Reads: registry_worker, registry_workerterm, pairing_sponsorship, pairing_proposal
-- Writes: nothing
-- Parameters: run_id, programme (code), month (first day)
-- Safe to repeat: yes
SELECT
    worker.id AS worker_id,
    coalesce(nullif(term.village_code, ''), term.kecamatan_code) AS place,
    term.income_rp,
    term.occupation
FROM registry_worker AS worker
JOIN registry_workerterm AS term
    ON term.worker_id = worker.id AND term.until_date IS NULL
WHERE worker.programme_id = %(programme)s
    AND NOT EXISTS (
        SELECT 1 FROM pairing_sponsorship AS taken
        WHERE taken.worker_id = worker.id AND taken.months && daterange(%(month)s::date, NULL)
    )
    AND NOT EXISTS (
        SELECT 1 FROM pairing_proposal AS proposal
        WHERE proposal.run_id = %(run_id)s AND proposal.worker_id = worker.id
    )
ORDER BY worker.id
