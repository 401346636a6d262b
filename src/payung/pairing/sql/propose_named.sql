-- Purpose: propose the pairs that a list named, and the workers another purse takes
-- One row per: proposal made
-- Reads: registry_worker, registry_workerterm, registry_sponsor, registry_sponsorterm,
--        pairing_sponsorship
-- Writes: pairing_proposal
-- Parameters: run_id, programme (code), month (first day of the first month)
-- Safe to repeat: yes, for a new run; proposals of one run are unique per worker and purse
INSERT INTO pairing_proposal (run_id, worker_id, sponsor_id, purse, method, reason, state)
SELECT
    %(run_id)s, worker.id, sponsor.id, coalesce(nullif(worker.named_purse, ''), 'SPONSOR'),
    'NAMED', '{}'::jsonb, 'PROPOSED'
FROM registry_worker AS worker
JOIN registry_workerterm AS term
    ON term.worker_id = worker.id AND term.until_date IS NULL
LEFT JOIN (
    registry_sponsor AS sponsor
    JOIN registry_sponsorterm AS serving
        ON serving.sponsor_id = sponsor.id AND serving.until_date IS NULL
) ON sponsor.programme_id = worker.programme_id AND sponsor.nip_index = worker.named_nip_index
WHERE worker.programme_id = %(programme)s
    AND (
        sponsor.id IS NOT NULL
        OR coalesce(nullif(worker.named_purse, ''), 'SPONSOR') <> 'SPONSOR'
    )
    AND NOT EXISTS (
        SELECT 1 FROM pairing_sponsorship AS taken
        WHERE taken.worker_id = worker.id
            AND taken.purse = coalesce(nullif(worker.named_purse, ''), 'SPONSOR')
            AND taken.months && daterange(%(month)s::date, NULL)
    )
