-- Purpose: list the rows whose payer only a unit's name or the text can tell
-- One row per: waiting row without a NIP or NIK that was read
-- Reads: intake_moneyrow
-- Writes: nothing
-- Parameters: batch
-- Safe to repeat: yes
SELECT
    row.row_number,
    coalesce(row.agency_name, '') AS agency_name,
    coalesce(row.text, '') AS text,
    row.entry_date
FROM intake_moneyrow AS row
WHERE row.batch_id = %(batch)s
  AND (row.status <> 'accepted' OR (row.nip_index IS NULL AND row.nik_index IS NULL))
ORDER BY row.row_number
