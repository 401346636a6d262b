-- Purpose: sum up, month by month, the facts that standings rest on, to find what changed.
-- One row per month from the first billed or listed one (else the last) to the last; a term counts
-- where it begins and where it ends, in the first month if that was earlier.
-- Reads: billing_bill, billing_line, payments_allocation, payments_remittance,
--        registry_insurerlist, registry_worker, registry_workerterm.
-- Writes: nothing.
-- Parameters: programme_code, last_month.
WITH first AS (
    SELECT least(
               (SELECT min(bill.month) FROM billing_bill AS bill
                 WHERE bill.programme_id = %(programme_code)s),
               (SELECT date_trunc('month', min(list.as_of))::date FROM registry_insurerlist AS list
                 WHERE list.programme_id = %(programme_code)s),
               %(last_month)s::date) AS month
), span AS (
    SELECT series.month::date
      FROM first
     CROSS JOIN generate_series(first.month, %(last_month)s::date, interval '1 month')
        AS series(month)
), lines AS (
    SELECT line.month, count(*) AS lines_count, max(line.id) AS last_line_id
      FROM billing_line AS line
      JOIN billing_bill AS bill ON bill.id = line.bill_id
     WHERE bill.programme_id = %(programme_code)s
     GROUP BY line.month
), given AS (
    SELECT line.month, count(*) AS given_count, max(allocation.id) AS last_given_id
      FROM payments_allocation AS allocation
      JOIN billing_line AS line ON line.id = allocation.line_id
      JOIN billing_bill AS bill ON bill.id = line.bill_id
     WHERE bill.programme_id = %(programme_code)s
     GROUP BY line.month
), remitted AS (
    SELECT month, sum(amount_rp) AS remitted_rp
      FROM payments_remittance
     WHERE programme_id = %(programme_code)s
     GROUP BY month
), turns AS (
    SELECT greatest(date_trunc('month', turn.day)::date, first.month) AS month,
           sum(hashtextextended(concat_ws(' ', term.worker_id, turn.kind, turn.day), 0)::numeric)
               AS turns_hash
      FROM registry_workerterm AS term
      JOIN registry_worker AS worker ON worker.id = term.worker_id
     CROSS JOIN first
     CROSS JOIN LATERAL (VALUES ('from', term.from_date), ('until', term.until_date))
        AS turn(kind, day)
     WHERE worker.programme_id = %(programme_code)s AND turn.day IS NOT NULL
     GROUP BY 1
)
SELECT span.month, lines_count, last_line_id, given_count, last_given_id, remitted_rp, turns_hash,
       EXISTS (SELECT 1 FROM billing_bill AS later
                WHERE later.programme_id = %(programme_code)s
                  AND later.month > span.month) AS is_over
  FROM span
  LEFT JOIN lines ON lines.month = span.month
  LEFT JOIN given ON given.month = span.month
  LEFT JOIN remitted ON remitted.month = span.month
  LEFT JOIN turns ON turns.month = span.month
 ORDER BY span.month;
