-- Purpose: one unit with its place in the tree, who collects for it and who reports for it.
-- One row per: unit; none where the programme has no such unit.
-- Reads: registry_agency, registry_agencyname. Writes: nothing.
-- Parameters: programme, code, on.
-- Safe to repeat: it only reads.
SELECT agency.id, agency.code, agency.kind, agency.is_invented, name.name, name.source,
       parent.code AS parent_code, parent_name.name AS parent_name,
       collector_name.name AS collector_name, reporter_name.name AS reporter_name
FROM registry_agency AS agency
LEFT JOIN registry_agencyname AS name
    ON name.agency_id = agency.id AND name.valid @> %(on)s::date
LEFT JOIN registry_agency AS parent ON parent.id = agency.parent_id
LEFT JOIN registry_agencyname AS parent_name
    ON parent_name.agency_id = agency.parent_id AND parent_name.valid @> %(on)s::date
LEFT JOIN registry_agencyname AS collector_name
    ON collector_name.agency_id = agency.collector_id AND collector_name.valid @> %(on)s::date
LEFT JOIN registry_agencyname AS reporter_name
    ON reporter_name.agency_id = agency.reporter_id AND reporter_name.valid @> %(on)s::date
WHERE agency.programme_id = %(programme)s AND agency.code = %(code)s
