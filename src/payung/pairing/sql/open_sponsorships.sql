-- Purpose: open a sponsorship for every proposal of a run that stands as proposed
-- One row per: sponsorship opened (its worker)
-- Reads: pairing_proposal, pairing_proposalrun
-- Writes: pairing_sponsorship, pairing_proposal
-- Parameters: run_id, by (account)
-- Safe to repeat: yes; an opened proposal is not opened again
WITH opened AS (
    UPDATE pairing_proposal AS proposal
    SET state = 'OPENED'
    FROM pairing_proposalrun AS run
    WHERE run.id = proposal.run_id
        AND proposal.run_id = %(run_id)s
        AND proposal.state = 'PROPOSED'
        AND NOT EXISTS (
            SELECT 1 FROM pairing_sponsorship AS taken
            WHERE taken.worker_id = proposal.worker_id
                AND taken.purse = proposal.purse
                AND taken.months && daterange(run.month, NULL)
        )
    RETURNING proposal.worker_id, proposal.sponsor_id, proposal.purse, proposal.method,
        run.programme_id, run.month
)
INSERT INTO pairing_sponsorship (
    programme_id, worker_id, sponsor_id, purse, months, method, opened_by, end_reason
)
SELECT
    programme_id, worker_id, sponsor_id, purse, daterange(month, NULL), method, %(by)s, ''
FROM opened
ORDER BY worker_id
RETURNING worker_id, sponsor_id, purse, method
