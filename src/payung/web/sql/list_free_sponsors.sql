-- Purpose: sponsors who pay for nobody yet and stand in no proposal, the worker's kecamatan first.
-- One row per: sponsor, at most 200.
-- Reads: pairing_proposal, pairing_proposalrun, pairing_sponsorship, registry_sponsor,
--        registry_sponsorterm, registry_person, registry_agency, registry_agencyname,
--        registry_workerterm. Writes: nothing.
-- Parameters: programme, proposal.
-- Safe to repeat: it only reads.
SELECT sponsor.id, person.name, agency_name.name AS agency_name
FROM pairing_proposal AS asked
JOIN pairing_proposalrun AS made ON made.id = asked.run_id
JOIN registry_sponsor AS sponsor ON sponsor.programme_id = %(programme)s
JOIN registry_person AS person ON person.id = sponsor.person_id
JOIN registry_sponsorterm AS term ON term.sponsor_id = sponsor.id AND term.until_date IS NULL
JOIN registry_agency AS agency ON agency.id = term.agency_id
LEFT JOIN registry_agencyname AS agency_name
    ON agency_name.agency_id = agency.id AND agency_name.valid @> made.month
LEFT JOIN registry_workerterm AS worker_term
    ON worker_term.worker_id = asked.worker_id AND worker_term.until_date IS NULL
WHERE asked.id = %(proposal)s
  AND NOT EXISTS (
      SELECT FROM pairing_sponsorship AS held
      WHERE held.sponsor_id = sponsor.id AND held.months @> made.month)
  AND NOT EXISTS (
      SELECT FROM pairing_proposal AS other
      WHERE other.run_id = asked.run_id AND other.sponsor_id = sponsor.id
        AND other.state = 'PROPOSED')
ORDER BY (agency.region_code = worker_term.kecamatan_code) DESC, lower(person.name), sponsor.id
LIMIT 200
