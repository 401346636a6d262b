-- Purpose: the newest run of proposals with what stands of it.
-- One row per: call; none before the first run.
-- Reads: pairing_proposalrun, pairing_proposal. Writes: nothing.
-- Parameters: programme.
-- Safe to repeat: it only reads.
SELECT made.id, made.month, made.by, made.at, made.unmatched_count,
       count(*) FILTER (WHERE proposal.state = 'PROPOSED') AS proposed,
       count(*) FILTER (WHERE proposal.state = 'PROPOSED' AND proposal.method = 'NAMED') AS named,
       count(*) FILTER (WHERE proposal.state = 'OPENED') AS opened,
       count(*) FILTER (WHERE proposal.state = 'REJECTED') AS rejected
FROM pairing_proposalrun AS made
LEFT JOIN pairing_proposal AS proposal ON proposal.run_id = made.id
WHERE made.programme_id = %(programme)s
GROUP BY made.id
ORDER BY made.id DESC
LIMIT 1
