-- Purpose: list the sponsors who can take more workers, and how many
-- One row per: sponsor with room
-- Reads: registry_sponsor, registry_sponsorterm, registry_agency, pairing_sponsorship,
--        pairing_proposal
-- Writes: nothing
-- Parameters: run_id, programme (code), month (first day), workers_per_sponsor
-- Safe to repeat: yes
SELECT
    sponsor.id AS sponsor_id,
    agency.region_code AS place,
    %(workers_per_sponsor)s - coalesce(held.workers, 0) AS room
FROM registry_sponsor AS sponsor
JOIN registry_sponsorterm AS term
    ON term.sponsor_id = sponsor.id AND term.until_date IS NULL
JOIN registry_agency AS agency ON agency.id = term.agency_id
LEFT JOIN (
    SELECT sponsor_id, count(*) AS workers
    FROM (
        SELECT sponsor_id FROM pairing_sponsorship
        WHERE programme_id = %(programme)s AND months && daterange(%(month)s::date, NULL)
        UNION ALL
        SELECT sponsor_id FROM pairing_proposal WHERE run_id = %(run_id)s
    ) AS each_worker
    GROUP BY sponsor_id
) AS held ON held.sponsor_id = sponsor.id
WHERE sponsor.programme_id = %(programme)s
    AND coalesce(held.workers, 0) < %(workers_per_sponsor)s
    AND (term.contract_end_date IS NULL OR term.contract_end_date > %(month)s::date)
ORDER BY sponsor.id
