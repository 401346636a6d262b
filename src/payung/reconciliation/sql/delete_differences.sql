-- Purpose: clear a match before it is made anew
-- One row per: difference of the match
-- Reads: nothing
-- Writes: reconciliation_difference
-- Parameters: match
-- Safe to repeat: yes
DELETE FROM reconciliation_difference WHERE match_id = %(match)s
