-- Purpose: the months of a worker as derived, oldest of the last `size` first.
-- One row per: month.
-- Reads: coverage_workermonth. Writes: nothing.
-- Parameters: worker, month (newest to show), size.
-- Safe to repeat: it only reads.
SELECT *
FROM (
    SELECT month, is_billed, evidence, standing, death_cover, paid_run_months, unpaid_run_months
    FROM coverage_workermonth
    WHERE worker_id = %(worker)s AND month <= %(month)s
    ORDER BY month DESC
    LIMIT %(size)s
) AS newest
ORDER BY month
