-- Purpose: read which migrations and rights this database has, and which key ring seals it
-- One row per: migration or fact
-- Reads: django_migrations, payung_state
-- Writes: -
-- Parameters: -
-- Safe to repeat: yes, it only reads
SELECT app, name FROM django_migrations
UNION ALL
SELECT 'payung state ' || name, value FROM payung_state;
