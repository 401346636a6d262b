-- Purpose: everything that waits for the desk in a month, as counts and rupiah.
-- One row per: call.
-- Reads: intake_batch, registry_worker, registry_workerterm, registry_insurerlist,
--        pairing_sponsorship, billing_run, billing_bill, billing_line, payments_entry,
--        payments_allocation, payments_remittance, reconciliation_match, reports_frozenmonth.
-- Writes: nothing.
-- Parameters: programme, month (first day), next_month (first day).
-- Safe to repeat: it only reads.
WITH present AS MATERIALIZED (
    SELECT term.worker_id, term.sector_confirmed
    FROM registry_workerterm AS term
    JOIN registry_worker AS worker ON worker.id = term.worker_id
    WHERE worker.programme_id = %(programme)s
      AND term.from_date < %(next_month)s
      AND (term.until_date IS NULL OR term.until_date > %(month)s)
), sponsored AS MATERIALIZED (
    SELECT worker_id, sponsor_id
    FROM pairing_sponsorship
    WHERE programme_id = %(programme)s AND months @> %(month)s::date
), charged AS MATERIALIZED (
    SELECT line.id, line.person_id, line.amount_rp
    FROM billing_line AS line
    JOIN billing_bill AS bill ON bill.id = line.bill_id
    WHERE bill.programme_id = %(programme)s AND bill.month = %(month)s
), given AS MATERIALIZED (
    SELECT coalesce(sum(allocation.amount_rp), 0) AS amount_rp
    FROM payments_allocation AS allocation
    JOIN charged ON charged.id = allocation.line_id
), unallocated AS MATERIALIZED (
    SELECT entry.amount_rp - coalesce(sum(allocation.amount_rp), 0) AS open_rp
    FROM payments_entry AS entry
    LEFT JOIN payments_allocation AS allocation ON allocation.entry_id = entry.id
    WHERE entry.programme_id = %(programme)s AND entry.is_money AND entry.amount_rp > 0
      AND entry.entry_date < %(next_month)s::date + 31
    GROUP BY entry.id, entry.amount_rp
    HAVING entry.amount_rp > coalesce(sum(allocation.amount_rp), 0)
)
SELECT
    (SELECT count(*) FROM intake_batch
     WHERE programme_code = %(programme)s AND state IN ('RECEIVED', 'READING', 'READ', 'INTERRUPTED'))
        AS lists_waiting,
    (SELECT coalesce(sum(held), 0) FROM intake_batch
     WHERE programme_code = %(programme)s AND state = 'READ') AS rows_held,
    (SELECT max(applied_at) FROM intake_batch
     WHERE programme_code = %(programme)s AND state = 'APPLIED' AND kind = 'sponsors')
        AS sponsors_at,
    (SELECT max(applied_at) FROM intake_batch
     WHERE programme_code = %(programme)s AND state = 'APPLIED' AND kind = 'workers')
        AS workers_at,
    (SELECT count(*) FROM present) AS workers,
    (SELECT count(*) FROM present
     WHERE NOT EXISTS (SELECT FROM sponsored WHERE sponsored.worker_id = present.worker_id))
        AS workers_waiting,
    (SELECT count(*) FROM present WHERE NOT sector_confirmed) AS sectors_open,
    (SELECT count(DISTINCT worker_id) FROM sponsored) AS sponsored,
    (SELECT count(*) FROM billing_run
     WHERE programme_id = %(programme)s AND month = %(month)s AND state = 'PREPARED')
        AS runs_prepared,
    (SELECT count(*) FROM billing_bill
     WHERE programme_id = %(programme)s AND month = %(month)s) AS bills,
    (SELECT count(DISTINCT sponsored.worker_id)
     FROM sponsored
     JOIN registry_worker AS worker ON worker.id = sponsored.worker_id
     WHERE NOT EXISTS (SELECT FROM charged WHERE charged.person_id = worker.person_id))
        AS unbilled,
    (SELECT coalesce(sum(amount_rp), 0) FROM charged) AS billed_rp,
    (SELECT amount_rp FROM given) AS collected_rp,
    (SELECT coalesce(sum(amount_rp), 0) FROM payments_remittance
     WHERE programme_id = %(programme)s AND month = %(month)s) AS remitted_rp,
    (SELECT count(*) FROM unallocated) AS credits_open,
    (SELECT coalesce(sum(open_rp), 0) FROM unallocated) AS credits_open_rp,
    (SELECT max(as_of) FROM registry_insurerlist
     WHERE programme_id = %(programme)s AND as_of >= %(month)s) AS insurer_as_of,
    (SELECT bool_or(is_closed) FROM reconciliation_match
     WHERE programme_id = %(programme)s AND month = %(month)s) AS is_closed,
    (SELECT max(at) FROM reconciliation_match
     WHERE programme_id = %(programme)s AND month = %(month)s) AS matched_at,
    (SELECT max(revision) FROM reports_frozenmonth
     WHERE programme_id = %(programme)s AND month = %(month)s) AS frozen_revision
