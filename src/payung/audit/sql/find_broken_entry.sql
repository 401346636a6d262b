-- Purpose: find where the chain of acts is broken
-- One row per: whole table
-- Reads: audit_entry
-- Writes: nothing
-- Parameters: none
-- Safe to repeat: yes
SELECT min(id) AS first_broken_id
FROM (
    SELECT
        entry.id,
        entry.hash = audit_entry_hash(entry) AS hash_holds,
        entry.previous_hash = coalesce(lag(entry.hash) OVER chain, ''::bytea) AS link_holds,
        entry.id = row_number() OVER chain AS number_holds
    FROM audit_entry AS entry
    WINDOW chain AS (ORDER BY entry.id)
) AS checked
WHERE NOT (hash_holds AND link_holds AND number_holds)
