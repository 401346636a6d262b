-- Purpose: the kecamatan of a regency, for a filter.
-- One row per: kecamatan, by name.
-- Reads: registry_region. Writes: nothing.
-- Parameters: regency.
-- Safe to repeat: it only reads.
SELECT code, name FROM registry_region
WHERE parent_code = %(regency)s AND level = 'KECAMATAN'
ORDER BY name
