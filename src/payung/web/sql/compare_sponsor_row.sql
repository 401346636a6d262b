-- Purpose: what the list and the register say of one sponsor, to decide between them.
-- One row per: call; register values are null where nobody is known.
-- Reads: intake_sponsorrow, registry_sponsor, registry_person, registry_sponsorterm,
--        registry_agencyname. Writes: nothing.
-- Parameters: programme, batch, row, subject, on.
-- Safe to repeat: it only reads.
SELECT received.name AS list_name, person.name AS register_name,
       received.birth_date AS list_birth_date, person.birth_date AS register_birth_date,
       received.kind AS list_kind, term.kind AS register_kind,
       received.position AS list_position, term.position AS register_position,
       received.agency_name AS list_agency, agency_name.name AS register_agency,
       received.contract_end_date AS list_contract_end_date,
       term.contract_end_date AS register_contract_end_date
FROM intake_sponsorrow AS received
LEFT JOIN registry_sponsor AS sponsor
    ON sponsor.id = %(subject)s AND sponsor.programme_id = %(programme)s
LEFT JOIN registry_person AS person ON person.id = sponsor.person_id
LEFT JOIN registry_sponsorterm AS term
    ON term.sponsor_id = sponsor.id AND term.until_date IS NULL
LEFT JOIN registry_agencyname AS agency_name
    ON agency_name.agency_id = term.agency_id AND agency_name.valid @> %(on)s::date
WHERE received.batch_id = %(batch)s AND received.row_number = %(row)s
