-- Purpose: one sponsor with the newest term and the unit in words.
-- One row per: sponsor; none where the programme has no such sponsor.
-- Reads: registry_sponsor, registry_person, registry_sponsorterm, registry_agency,
--        registry_agencyname. Writes: nothing.
-- Parameters: programme, sponsor, on (the day whose unit name is shown).
-- Safe to repeat: it only reads.
SELECT sponsor.id, person.name, person.birth_date, person.sex, sponsor.nip_sealed,
       person.phone_sealed, term.kind, term.position, term.contract_end_date, term.from_date,
       term.until_date, term.end_reason, agency.code AS agency_code,
       coalesce(agency_name.name, agency.code) AS agency_name
FROM registry_sponsor AS sponsor
JOIN registry_person AS person ON person.id = sponsor.person_id
JOIN LATERAL (
    SELECT * FROM registry_sponsorterm AS candidate
    WHERE candidate.sponsor_id = sponsor.id
    ORDER BY candidate.from_date DESC LIMIT 1
) AS term ON true
JOIN registry_agency AS agency ON agency.id = term.agency_id
LEFT JOIN registry_agencyname AS agency_name
    ON agency_name.agency_id = agency.id AND agency_name.valid @> %(on)s::date
WHERE sponsor.programme_id = %(programme)s AND sponsor.id = %(sponsor)s
