-- Purpose: what a worker's register said, newest first.
-- One row per: term.
-- Reads: registry_workerterm, registry_region. Writes: nothing.
-- Parameters: worker.
-- Safe to repeat: it only reads.
SELECT term.from_date, term.until_date, term.occupation, term.sector, term.sector_confirmed,
       term.income_rp, term.end_reason, region.name AS kecamatan
FROM registry_workerterm AS term
LEFT JOIN registry_region AS region ON region.code = term.kecamatan_code
WHERE term.worker_id = %(worker)s
ORDER BY term.from_date DESC
