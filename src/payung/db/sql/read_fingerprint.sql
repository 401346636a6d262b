-- Purpose: read which key ring seals this database
-- One row per: database; none before the first migration
-- Reads: payung_key_fingerprint
-- Writes: -
-- Parameters: -
-- Safe to repeat: yes, it only reads
SELECT fingerprint FROM payung_key_fingerprint
