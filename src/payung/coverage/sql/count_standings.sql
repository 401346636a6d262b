-- Purpose: count workers by standing and cover as they are known on a day, and who is confirmed.
-- One row per month, standing, cover and evidence of the day's month and the one confirmed last.
-- Reads: coverage_workermonth.
-- Writes: nothing.
-- Parameters: programme_code, month, previous_month, confirmed_month (the newest that a list known
--   on the day speaks for), is_due (the month's due date has passed: what was not billed is unpaid;
--   what was billed stays open until a list or a remittance tells), is_unheard (the month's list is
--   of a later day: workers stand as the month before left them).
SELECT status.month, shown.standing, shown.death_cover, status.evidence, count(*) AS workers_count
  FROM coverage_workermonth AS status
  LEFT JOIN coverage_workermonth AS before
    ON %(is_unheard)s AND before.worker_id = status.worker_id
   AND before.month = %(previous_month)s AND before.standing <> 'ENDED'
 CROSS JOIN LATERAL (
    SELECT CASE WHEN status.standing = 'ENDED' THEN 'ENDED'
                WHEN %(is_unheard)s THEN coalesce(before.settled_standing, 'REGISTERED')
                WHEN %(is_due)s AND NOT status.is_billed THEN status.settled_standing
                ELSE status.standing END AS standing,
           CASE WHEN status.standing = 'ENDED' THEN 'NONE'
                WHEN %(is_unheard)s THEN coalesce(before.settled_cover, 'NONE')
                WHEN %(is_due)s AND NOT status.is_billed THEN status.settled_cover
                ELSE status.death_cover END AS death_cover
       ) AS shown
 WHERE status.programme_id = %(programme_code)s
   AND status.month IN (%(month)s, %(confirmed_month)s)
 GROUP BY status.month, shown.standing, shown.death_cover, status.evidence;
