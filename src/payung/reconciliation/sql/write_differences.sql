-- Purpose: lay bill, payment and the insurer's list side by side and keep what does not agree
-- One row per: bill line, insurer's entry or waiting money that disagrees; answers the sums
-- Reads: billing_bill, billing_line, payments_entry, payments_assignment, payments_allocation,
--        payments_remittance, registry_person, registry_insurerentry,
--        pairing_sponsorship
-- Writes: reconciliation_difference
-- Parameters: programme, month, match, list (null: none speaks for the month), list_month (the
--             month that an entry without one stands for; null when the list has a column of it)
-- Safe to repeat: after delete_differences, which clears the match
WITH charge AS MATERIALIZED (
    SELECT line.id, line.amount_rp, line.sponsorship_id, bill.agency_id, person.nik_index
    FROM billing_bill AS bill
    JOIN billing_line AS line ON line.bill_id = bill.id
    JOIN registry_person AS person ON person.id = line.person_id
    WHERE bill.programme_id = %(programme)s AND bill.month = %(month)s AND line.kind = 'CHARGE'
      AND NOT EXISTS (
          SELECT 1 FROM billing_line AS back
          WHERE back.reverses_id = line.id AND back.reverses_id IS NOT NULL
      )
),
money AS (
    SELECT
        entry.id, entry.amount_rp, entry.is_money, entry.outcome,
        CASE WHEN said.id IS NULL THEN entry.agency_id ELSE said.agency_id END AS agency_id,
        CASE WHEN said.id IS NULL THEN entry.sponsor_id ELSE said.sponsor_id END AS sponsor_id,
        said.settles_batch_id,
        coalesce(CASE WHEN said.id IS NULL THEN entry.paid_month ELSE said.paid_month END,
                 date_trunc('month', entry.entry_date)::date) AS month
    FROM payments_entry AS entry
    LEFT JOIN (
        SELECT DISTINCT ON (entry_id) * FROM payments_assignment ORDER BY entry_id, id DESC
    ) AS said ON said.entry_id = entry.id
    WHERE entry.programme_id = %(programme)s
      AND NOT EXISTS (
          SELECT 1 FROM payments_entry AS back
          WHERE back.returns_id = entry.id AND back.returns_id IS NOT NULL
      )
),
given AS MATERIALIZED (
    SELECT allocation.line_id, allocation.entry_id, allocation.amount_rp
    FROM payments_allocation AS allocation
    JOIN charge ON charge.id = allocation.line_id
),
paid AS (
    SELECT line_id, sum(amount_rp)::bigint AS amount_rp FROM given GROUP BY line_id
),
-- Units of whom a lump came for the month, or set on a line of it.
lump AS (
    SELECT agency_id FROM money
    WHERE is_money AND amount_rp > 0 AND month = %(month)s AND agency_id IS NOT NULL
    UNION
    SELECT money.agency_id
    FROM (SELECT entry_id FROM given GROUP BY entry_id) AS used
    JOIN money ON money.id = used.entry_id
    WHERE money.agency_id IS NOT NULL
),
failed AS (
    SELECT DISTINCT sponsorship.id
    FROM money
    JOIN pairing_sponsorship AS sponsorship ON sponsorship.sponsor_id = money.sponsor_id
    WHERE money.outcome = 'FAILED' AND money.month = %(month)s
),
listed AS (
    SELECT
        entry.id, entry.nik_index, entry.is_active,
        entry.is_active AND coalesce(entry.last_paid_month, %(list_month)s::date) >= %(month)s
            AS confirms
    FROM registry_insurerentry AS entry
    WHERE entry.list_id = %(list)s::bigint
),
compared AS MATERIALIZED (
    SELECT
        charge.id AS line_id, charge.agency_id, listed.id AS insurer_entry_id,
        coalesce(charge.amount_rp, 0) AS amount_rp,
        coalesce(paid.amount_rp, 0) AS paid_rp,
        charge.id IS NOT NULL AND coalesce(listed.confirms, false) AS is_confirmed,
        CASE
            WHEN charge.id IS NULL THEN 'ON_LIST_NOT_OURS'
            WHEN coalesce(paid.amount_rp, 0) < charge.amount_rp
                THEN CASE WHEN lump.agency_id IS NULL OR failed.id IS NOT NULL
                          THEN 'UNPAID' ELSE 'SHORT_PAID' END
            WHEN %(list)s::bigint IS NULL THEN NULL
            WHEN listed.id IS NULL THEN 'PAID_NOT_ON_LIST'
            WHEN NOT listed.is_active THEN 'PAID_NOT_ACTIVE'
            WHEN NOT coalesce(listed.confirms, false) THEN 'PAID_NOT_POSTED'
        END AS kind
    FROM charge
    LEFT JOIN paid ON paid.line_id = charge.id
    LEFT JOIN lump ON lump.agency_id = charge.agency_id
    LEFT JOIN failed ON failed.id = charge.sponsorship_id
    FULL JOIN listed ON listed.nik_index = charge.nik_index
),
waiting AS (
    SELECT
        money.id, money.agency_id,
        CASE WHEN money.agency_id IS NULL AND money.sponsor_id IS NULL
                  AND money.settles_batch_id IS NULL
             THEN 'UNKNOWN_CREDIT' ELSE 'CREDIT_LEFT' END AS kind,
        money.amount_rp - coalesce(spent.amount_rp, 0) AS left_rp
    FROM money
    LEFT JOIN (
        SELECT entry_id, sum(amount_rp)::bigint AS amount_rp
        FROM payments_allocation
        GROUP BY entry_id
    ) AS spent ON spent.entry_id = money.id
    WHERE money.is_money AND money.month = %(month)s
      AND money.amount_rp > greatest(coalesce(spent.amount_rp, 0), 0)
),
summed AS MATERIALIZED (
    SELECT
        coalesce(sum(paid_rp), 0)::bigint AS paid_rp,
        count(*) FILTER (WHERE paid_rp > 0) AS paid_lines,
        count(*) FILTER (WHERE is_confirmed) AS confirmed_workers,
        (SELECT coalesce(sum(remittance.amount_rp), 0)
         FROM payments_remittance AS remittance
         WHERE remittance.programme_id = %(programme)s AND remittance.month = %(month)s)
            AS remitted_rp
    FROM compared
),
written AS (
    INSERT INTO reconciliation_difference (
        match_id, kind, agency_id, line_id, entry_id, insurer_entry_id, amount_rp
    )
    SELECT %(match)s::bigint, kind, agency_id, line_id, NULL::bigint, insurer_entry_id, amount_rp
    FROM compared WHERE kind IS NOT NULL
    UNION ALL
    SELECT %(match)s, kind, agency_id, NULL, id, NULL, left_rp FROM waiting
    UNION ALL
    SELECT %(match)s, 'COLLECTED_NOT_REMITTED', NULL, NULL, NULL, NULL, paid_rp - remitted_rp
    FROM summed WHERE paid_rp > remitted_rp
)
SELECT
    (SELECT coalesce(sum(total_rp), 0)::bigint FROM billing_bill
     WHERE programme_id = %(programme)s AND month = %(month)s) AS billed_rp,
    (SELECT coalesce(sum(left_rp), 0)::bigint FROM waiting) AS unallocated_rp,
    summed.paid_rp AS allocated_rp,
    summed.paid_lines,
    summed.confirmed_workers
FROM summed
