-- Purpose: make room for judging a list anew
-- One row per: judgement of the batch that nobody has decided about
-- Reads: nothing
-- Writes: registry_judgement
-- Parameters: batch
-- Safe to repeat: yes
DELETE FROM registry_judgement WHERE batch_id = %(batch)s AND decision IS NULL;
