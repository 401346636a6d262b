-- Purpose: remember which key ring seals this database, so that another is refused
-- One row per: database
-- Reads: -
-- Writes: payung_key_fingerprint
-- Parameters: fingerprint (text)
-- Safe to repeat: yes, the first one stays
CREATE TABLE IF NOT EXISTS payung_key_fingerprint (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    fingerprint text NOT NULL
);
INSERT INTO payung_key_fingerprint (fingerprint) VALUES (%(fingerprint)s)
ON CONFLICT (only_row) DO NOTHING;
GRANT SELECT ON payung_key_fingerprint TO PUBLIC;
