-- Purpose: the files received, newest first, or one of them.
-- One row per: file.
-- Reads: intake_batch. Writes: nothing.
-- Parameters: programme, batch (one, or null for all), kind (empty for all), after (or null), size.
-- Safe to repeat: it only reads.
SELECT id, kind, layout, state, file_name, sender, sheet, inspection::text AS inspection,
       mapping::text AS mapping, as_of, rows, accepted, held, refused, unchanged,
       refusal::text AS refusal, received_by, received_at, applied_by, applied_at, sha256,
       count(*) OVER () AS found_count,
       (SELECT min(earlier.received_at) FROM intake_batch AS earlier
        WHERE earlier.programme_code = intake_batch.programme_code
          AND earlier.sha256 = intake_batch.sha256 AND earlier.id < intake_batch.id
          AND earlier.state = 'APPLIED') AS stored_before
FROM intake_batch
WHERE programme_code = %(programme)s
  AND (%(batch)s::bigint IS NULL OR id = %(batch)s::bigint)
  AND (%(kind)s = '' OR kind = %(kind)s)
  AND (%(after)s::bigint IS NULL OR id < %(after)s::bigint)
ORDER BY id DESC
LIMIT %(size)s
