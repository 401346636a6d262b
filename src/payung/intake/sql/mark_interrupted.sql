-- Purpose: mark the batches whose reading process is gone
-- One row per: batch marked
-- Reads: intake_batch
-- Writes: intake_batch
-- Parameters: none
-- Safe to repeat: yes; a reading under way holds its row's lock and is passed over
UPDATE intake_batch
SET state = 'INTERRUPTED'
WHERE id IN (
    SELECT batch.id FROM intake_batch AS batch
    WHERE batch.state = 'READING'
    FOR UPDATE SKIP LOCKED
)
RETURNING id
