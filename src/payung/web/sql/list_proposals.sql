-- Purpose: proposals of a run that still stand, with both people and the reason.
-- One row per: proposal, by number; `found_count` is the number before paging.
-- Reads: pairing_proposalrun, pairing_proposal, registry_worker, registry_workerterm,
--        registry_sponsor, registry_sponsorterm, registry_person, registry_region,
--        registry_agencyname. Writes: nothing.
-- Parameters: run, proposal (one, or null for all), after (proposal id or null), size.
-- Safe to repeat: it only reads.
WITH found AS MATERIALIZED (
    SELECT * FROM pairing_proposal
    WHERE run_id = %(run)s AND state = 'PROPOSED'
      AND (%(proposal)s::bigint IS NULL OR id = %(proposal)s::bigint)
)
SELECT found.id, found.method, found.purse, found.worker_id, found.sponsor_id,
       found.reason ->> 'nearness' AS nearness, found.reason ->> 'risk' AS risk,
       (found.reason ->> 'income_rp')::bigint AS income_rp,
       worker_person.name AS worker_name, worker_term.occupation, region.name AS kecamatan,
       sponsor_person.name AS sponsor_name, agency_name.name AS agency_name,
       (SELECT count(*) FROM found) AS found_count
FROM found
JOIN pairing_proposalrun AS made ON made.id = found.run_id
JOIN registry_worker AS worker ON worker.id = found.worker_id
JOIN registry_person AS worker_person ON worker_person.id = worker.person_id
LEFT JOIN registry_workerterm AS worker_term
    ON worker_term.worker_id = worker.id AND worker_term.until_date IS NULL
LEFT JOIN registry_region AS region ON region.code = worker_term.kecamatan_code
LEFT JOIN registry_sponsor AS sponsor ON sponsor.id = found.sponsor_id
LEFT JOIN registry_person AS sponsor_person ON sponsor_person.id = sponsor.person_id
LEFT JOIN registry_sponsorterm AS sponsor_term
    ON sponsor_term.sponsor_id = sponsor.id AND sponsor_term.until_date IS NULL
LEFT JOIN registry_agencyname AS agency_name
    ON agency_name.agency_id = sponsor_term.agency_id AND agency_name.valid @> made.month
WHERE %(after)s::bigint IS NULL OR found.id > %(after)s::bigint
ORDER BY found.id
LIMIT %(size)s
