-- Purpose: the names of units in a received list that the registers do not know.
-- One row per: name as written, with the rows it holds up and the unit most like it.
-- Reads: intake_sponsorrow, registry_judgement. Writes: nothing.
-- Parameters: batch.
-- Safe to repeat: it only reads.
SELECT received.agency_name AS name, count(*) AS rows_count,
       max(finding.told -> 'params' ->> 'proposal') AS proposal
FROM intake_sponsorrow AS received
JOIN registry_judgement AS judgement
    ON judgement.batch_id = received.batch_id AND judgement.row_number = received.row_number
CROSS JOIN LATERAL jsonb_array_elements(judgement.findings) AS finding (told)
WHERE received.batch_id = %(batch)s AND received.agency_name IS NOT NULL
  AND finding.told ->> 'code' IN ('REG-07', 'REG-08')
GROUP BY received.agency_name
ORDER BY count(*) DESC, received.agency_name
