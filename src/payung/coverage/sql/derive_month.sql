-- Purpose: derive the standing of every worker in a month from the month before and its facts.
-- One row per worker whose membership has begun; a membership begun anew starts afresh.
-- While nothing tells whether the month is paid, standing and cover stay as they were; settled_*
-- and the runs take it as unpaid, and the next month steps from those.
-- Reads: registry_worker, registry_workerterm, registry_person, registry_insurerentry,
--        pairing_sponsorship, billing_bill, billing_line, payments_allocation,
--        payments_remittance, coverage_workermonth of the month before.
-- Writes: coverage_workermonth.
-- Parameters: programme_code, month, previous_month, next_month, list_id (null: none speaks for
--   the month), silent_month (what an active entry without a month confirms), and the rules of the
--   month as in core.rules.standing.Rules.
-- Safe to repeat: the caller deletes the month's rows first, in the same transaction.
WITH member AS (
    SELECT worker.id AS worker_id, worker.person_id,
           bool_or(term.until_date IS NULL OR term.until_date >= %(next_month)s) AS is_member
      FROM registry_worker AS worker
      JOIN registry_workerterm AS term ON term.worker_id = worker.id
     WHERE worker.programme_id = %(programme_code)s
       AND term.from_date < %(next_month)s
     GROUP BY worker.id
), charged AS (
    SELECT line.id AS line_id, line.home_agency_id, held.worker_id
      FROM billing_line AS line
      JOIN billing_bill AS bill ON bill.id = line.bill_id
      JOIN pairing_sponsorship AS held ON held.id = line.sponsorship_id
     WHERE bill.programme_id = %(programme_code)s
       AND line.month = %(month)s
       AND line.kind = 'CHARGE'
       AND NOT EXISTS (SELECT 1 FROM billing_line AS undone WHERE undone.reverses_id = line.id)
), paid AS (
    SELECT charged.line_id,
           sum(sum(given.amount_rp)) OVER (ORDER BY min(given.id)) AS paid_so_far_rp
      FROM charged
      JOIN payments_allocation AS given ON given.line_id = charged.line_id
     GROUP BY charged.line_id
    HAVING sum(given.amount_rp) > 0
), remitted AS (
    SELECT coalesce(sum(amount_rp), 0) AS remitted_rp
      FROM payments_remittance
     WHERE programme_id = %(programme_code)s AND month = %(month)s
), known AS (
    SELECT member.worker_id, member.is_member, charged.home_agency_id,
           charged.line_id IS NOT NULL AS is_billed,
           CASE WHEN entry.is_active
                  AND coalesce(entry.last_paid_month, %(silent_month)s) >= %(month)s
                THEN 'CONFIRMED'
                WHEN paid.paid_so_far_rp <= remitted.remitted_rp THEN 'REMITTED'
                WHEN paid.line_id IS NOT NULL THEN 'PAID'
                ELSE 'NONE' END AS evidence,
           coalesce(before.settled_standing, 'REGISTERED') AS last_standing,
           coalesce(before.settled_cover, 'NONE') AS last_cover,
           coalesce(before.paid_run_months, 0) AS last_paid_run,
           coalesce(before.unpaid_run_months, 0) AS last_unpaid_run
      FROM member
     CROSS JOIN remitted
      JOIN registry_person AS person ON person.id = member.person_id
      LEFT JOIN charged ON charged.worker_id = member.worker_id
      LEFT JOIN paid ON paid.line_id = charged.line_id
      LEFT JOIN registry_insurerentry AS entry
        ON entry.list_id = %(list_id)s AND entry.nik_index = person.nik_index
      LEFT JOIN coverage_workermonth AS before
        ON before.worker_id = member.worker_id AND before.month = %(previous_month)s
       AND before.standing <> 'ENDED'
), judged AS (
    SELECT known.*,
           %(list_id)s::bigint IS NOT NULL OR evidence = 'REMITTED'
               OR EXISTS (SELECT 1 FROM billing_bill AS later
                           WHERE later.programme_id = %(programme_code)s
                             AND later.month > %(month)s) AS is_decided,
           CASE WHEN %(list_id)s::bigint IS NOT NULL THEN evidence = 'CONFIRMED'
                ELSE evidence = 'REMITTED'
           END AND NOT (last_standing = 'LAPSED' AND %(way_back)s = 'REREGISTER') AS counts
      FROM known
), stepped AS (
    SELECT judged.*,
           CASE WHEN NOT is_member OR counts THEN 0 ELSE last_unpaid_run + 1 END AS unpaid_run,
           CASE WHEN NOT is_member THEN 'ENDED'
                WHEN counts THEN 'ACTIVE'
                WHEN last_standing IN ('REGISTERED', 'LAPSED') THEN last_standing
                WHEN last_unpaid_run + 1 >= %(lapse_months)s THEN 'LAPSED'
                WHEN last_unpaid_run = 0 THEN 'GRACE_1'
                ELSE 'GRACE_2' END AS settled_standing
      FROM judged
), counted AS (
    SELECT stepped.*,
           CASE WHEN NOT is_member THEN 0
                WHEN counts THEN last_paid_run + 1
                WHEN settled_standing = 'LAPSED' AND %(clock_restarts_after_lapse)s THEN 0
                WHEN settled_standing = 'LAPSED' OR last_paid_run >= %(kept_run_months)s
                THEN last_paid_run
                ELSE 0 END AS paid_run
      FROM stepped
), settled AS (
    SELECT counted.*,
           CASE WHEN settled_standing IN ('REGISTERED', 'LAPSED', 'ENDED') THEN 'NONE'
                WHEN settled_standing <> 'ACTIVE' AND %(cover_in_unpaid_months)s = 'NONE'
                THEN 'NONE'
                WHEN paid_run >= %(waiting_months)s THEN 'FULL'
                ELSE 'FUNERAL_ONLY' END AS settled_cover
      FROM counted
)
INSERT INTO coverage_workermonth (
    programme_id, month, worker_id, home_agency_id, is_billed, evidence, standing, death_cover,
    settled_standing, settled_cover, paid_run_months, unpaid_run_months
)
SELECT %(programme_code)s, %(month)s, worker_id, home_agency_id, is_billed, evidence,
       CASE WHEN is_decided OR NOT is_member THEN settled_standing ELSE last_standing END,
       CASE WHEN is_decided OR NOT is_member THEN settled_cover ELSE last_cover END,
       settled_standing, settled_cover, paid_run, unpaid_run
  FROM settled;
