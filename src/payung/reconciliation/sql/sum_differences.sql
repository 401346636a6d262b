-- Purpose: count a match's differences by kind
-- One row per: kind that occurs
-- Reads: reconciliation_difference
-- Writes: nothing
-- Parameters: match
-- Safe to repeat: yes
SELECT kind, count(*) AS count, sum(amount_rp)::bigint AS amount_rp
FROM reconciliation_difference
WHERE match_id = %(match)s
GROUP BY kind
