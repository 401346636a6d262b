-- Purpose: remember which key ring seals this database and which rights were given
-- One row per: fact
-- Reads: -
-- Writes: payung_state
-- Parameters: keys, rights (text)
-- Safe to repeat: yes; the first key ring stays, the rights are the last ones
CREATE TABLE IF NOT EXISTS payung_state (name text PRIMARY KEY, value text NOT NULL);
GRANT SELECT ON payung_state TO PUBLIC;
INSERT INTO payung_state (name, value) VALUES ('keys', %(keys)s) ON CONFLICT DO NOTHING;
INSERT INTO payung_state (name, value) VALUES ('rights', %(rights)s)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
