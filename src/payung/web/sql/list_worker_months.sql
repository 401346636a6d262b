-- Purpose: the months of a worker as derived, oldest of the last `size` first.
-- One row per: month.
-- Reads: coverage_workermonth. Writes: nothing.
-- Parameters: worker, month (newest to show), is_due (its due date has passed), size.
-- Safe to repeat: it only reads.
SELECT *
FROM (
    SELECT month, is_billed, evidence,
           CASE WHEN told.is_settled THEN settled_standing ELSE standing END AS standing,
           CASE WHEN told.is_settled THEN settled_cover ELSE death_cover END AS death_cover,
           paid_run_months, unpaid_run_months
    FROM coverage_workermonth
    CROSS JOIN LATERAL (
        SELECT month < %(month)s OR (%(is_due)s AND NOT is_billed) AS is_settled) AS told
    WHERE worker_id = %(worker)s AND month <= %(month)s
    ORDER BY month DESC
    LIMIT %(size)s
) AS newest
ORDER BY month
