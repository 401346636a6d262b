-- Purpose: the units of a programme by kind and name, for a select.
-- One row per: unit.
-- Reads: registry_agency, registry_agencyname. Writes: nothing.
-- Parameters: programme, on.
-- Safe to repeat: it only reads.
SELECT agency.id, agency.code, agency.kind, coalesce(name.name, agency.code) AS name
FROM registry_agency AS agency
LEFT JOIN registry_agencyname AS name
    ON name.agency_id = agency.id AND name.valid @> %(on)s::date
WHERE agency.programme_id = %(programme)s
ORDER BY agency.kind, name.name
