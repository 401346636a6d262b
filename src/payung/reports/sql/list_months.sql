-- Purpose: tell for each month how many workers were sponsored, and how they stood
-- One row per month from the first sponsored one (at most 36 back) to the last; earlier months
-- without evidence count as unpaid, in the last one so do those not billed once it is due
-- Reads: pairing_sponsorship, coverage_workermonth, billing_bill, billing_line,
--        payments_allocation, payments_remittance
-- Writes: nothing
-- Parameters: programme, month, is_due (the due date of the last month has passed)
-- Safe to repeat: yes
WITH span AS (
    SELECT series.month::date
      FROM (SELECT min(lower(months)) AS month FROM pairing_sponsorship
             WHERE programme_id = %(programme)s) AS first
     CROSS JOIN generate_series(
         greatest(first.month, %(month)s::date - interval '35 months'), %(month)s::date,
         interval '1 month') AS series(month)
), reached AS (
    SELECT span.month, count(DISTINCT held.worker_id) AS sponsored_count
      FROM span
      JOIN pairing_sponsorship AS held
        ON held.programme_id = %(programme)s AND held.months @> span.month
     GROUP BY span.month
), stood AS (
    SELECT month,
           count(*) FILTER (WHERE evidence = 'CONFIRMED') AS confirmed_count,
           count(*) FILTER (WHERE standing = 'ACTIVE') AS active_count,
           count(*) FILTER (WHERE standing = 'GRACE_1') AS grace_1_count,
           count(*) FILTER (WHERE standing = 'GRACE_2') AS grace_2_count,
           count(*) FILTER (WHERE standing = 'LAPSED') AS lapsed_count
      FROM (SELECT month, evidence,
                   CASE WHEN month < %(month)s OR (%(is_due)s AND NOT is_billed)
                        THEN settled_standing ELSE standing END AS standing
              FROM coverage_workermonth
             WHERE programme_id = %(programme)s) AS derived
     GROUP BY month
)
SELECT span.month,
       coalesce(reached.sponsored_count, 0) AS sponsored_count,
       coalesce(stood.confirmed_count, 0) AS confirmed_count,
       coalesce(stood.active_count, 0) AS active_count,
       coalesce(stood.grace_1_count, 0) AS grace_1_count,
       coalesce(stood.grace_2_count, 0) AS grace_2_count,
       coalesce(stood.lapsed_count, 0) AS lapsed_count
  FROM span
  LEFT JOIN reached ON reached.month = span.month
  LEFT JOIN stood ON stood.month = span.month
 ORDER BY span.month;
