-- Purpose: list the rows whose payer only their text can tell
-- One row per: accepted waiting row without NIP and NIK
-- Reads: intake_moneyrow
-- Writes: nothing
-- Parameters: batch
-- Safe to repeat: yes
SELECT row.row_number, row.agency_key, coalesce(row.text, '') AS text, row.entry_date
FROM intake_moneyrow AS row
WHERE row.batch_id = %(batch)s AND row.status = 'accepted'
  AND row.nip_index IS NULL AND row.nik_index IS NULL
ORDER BY row.row_number
