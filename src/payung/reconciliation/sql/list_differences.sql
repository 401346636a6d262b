-- Purpose: list a match's differences with what was said of them
-- One row per: difference
-- Reads: reconciliation_match, reconciliation_difference, reconciliation_explanation
-- Writes: nothing
-- Parameters: programme, month, kind (null: all), only_open
-- Safe to repeat: yes
WITH said AS (
    SELECT DISTINCT ON (kind, subject) *
    FROM reconciliation_explanation
    WHERE programme_id = %(programme)s AND month = %(month)s
    ORDER BY kind, subject, id DESC
),
told AS (
    SELECT
        difference.*,
        CASE
            WHEN difference.line_id IS NOT NULL THEN 'line:' || difference.line_id
            WHEN difference.entry_id IS NOT NULL THEN 'entry:' || difference.entry_id
            WHEN difference.insurer_entry_id IS NOT NULL
                THEN 'insurer_entry:' || difference.insurer_entry_id
            ELSE 'month'
        END AS subject
    FROM reconciliation_match AS match
    JOIN reconciliation_difference AS difference ON difference.match_id = match.id
    WHERE match.programme_id = %(programme)s AND match.month = %(month)s
      AND (%(kind)s::text IS NULL OR difference.kind = %(kind)s)
)
SELECT
    told.id, told.kind, told.subject, told.agency_id, told.line_id, told.entry_id,
    told.insurer_entry_id, told.amount_rp, said.outcome, said.note, said.by, said.at
FROM told
LEFT JOIN said ON said.kind = told.kind AND said.subject = told.subject
WHERE NOT %(only_open)s OR said.id IS NULL
ORDER BY told.kind, told.id
