-- Purpose: what a unit was called, newest first.
-- One row per: dated name; `until_date` is null for the one in force.
-- Reads: registry_agencyname. Writes: nothing.
-- Parameters: agency.
-- Safe to repeat: it only reads.
SELECT name, short_name, lower(valid) AS from_date, upper(valid) AS until_date, source
FROM registry_agencyname
WHERE agency_id = %(agency)s
ORDER BY lower(valid) DESC
