-- Purpose: count workers by standing, cover and evidence in a month, and in the month confirmed last.
-- One row per standing, cover and evidence of either month.
-- Reads: coverage_workermonth.
-- Writes: nothing.
-- Parameters: programme_code, month, confirmed_month (the newest the insurer's lists speak for).
SELECT status.month, status.standing, status.death_cover, status.evidence, count(*) AS workers_count
  FROM coverage_workermonth AS status
 WHERE status.programme_id = %(programme_code)s
   AND status.month IN (%(month)s, %(confirmed_month)s)
 GROUP BY status.month, status.standing, status.death_cover, status.evidence;
