-- Purpose: count the sponsorships that share a worker, a purse and a month with another
-- One row per: whole register
-- Reads: pairing_sponsorship
-- Writes: nothing
-- Parameters: none
-- Safe to repeat: yes
SELECT count(*) AS broken
FROM (
    SELECT
        lower(months) < max(coalesce(upper(months), 'infinity')) OVER (
            PARTITION BY worker_id, purse ORDER BY lower(months), id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS overlapping
    FROM pairing_sponsorship
    WHERE NOT isempty(months)
) AS ordered
WHERE overlapping
