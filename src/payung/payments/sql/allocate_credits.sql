-- Purpose: set the open money of payers on their open lines, first come first served
-- One row per: piece of an entry on a line; a line is paid whole or not at all
-- Reads: payments_entry, payments_assignment, billing_bill, billing_line, pairing_sponsorship,
--        payments_allocation
-- Writes: payments_allocation
-- Parameters: programme, by, payer (SPONSOR, AGENCY or FILE), named (true: money that names a
--             month pays that month; false: the other money, and what was left of a month paid in
--             full, pays the oldest month)
-- Safe to repeat: yes; only what is open on both sides is set
WITH credit AS MATERIALIZED (
    SELECT
        entry.id, entry.entry_date, entry.amount_rp - coalesce(spent.amount_rp, 0) AS amount_rp,
        CASE %(payer)s
            WHEN 'SPONSOR' THEN CASE WHEN said.id IS NULL THEN entry.sponsor_id
                                     ELSE said.sponsor_id END
            WHEN 'FILE' THEN said.settles_batch_id
            ELSE CASE WHEN said.id IS NULL THEN entry.agency_id ELSE said.agency_id END
        END AS payer_id,
        CASE WHEN said.id IS NULL THEN entry.paid_month ELSE said.paid_month END AS month
    FROM payments_entry AS entry
    LEFT JOIN (
        SELECT DISTINCT ON (entry_id) * FROM payments_assignment ORDER BY entry_id, id DESC
    ) AS said ON said.entry_id = entry.id
    LEFT JOIN (
        SELECT entry_id, sum(amount_rp) AS amount_rp FROM payments_allocation GROUP BY entry_id
    ) AS spent ON spent.entry_id = entry.id
    WHERE entry.programme_id = %(programme)s AND entry.is_money
      AND entry.amount_rp > coalesce(spent.amount_rp, 0)
      AND NOT EXISTS (
          SELECT 1 FROM payments_entry AS back
          WHERE back.returns_id = entry.id AND back.returns_id IS NOT NULL
      )
),
charge AS MATERIALIZED (
    SELECT
        line.id, line.month, line.amount_rp, line.position, bill.agency_id, bill.sequence,
        sponsorship.sponsor_id, settled.line_id IS NULL AS is_open
    FROM billing_line AS line
    JOIN billing_bill AS bill ON bill.id = line.bill_id
    JOIN pairing_sponsorship AS sponsorship ON sponsorship.id = line.sponsorship_id
    LEFT JOIN (
        SELECT line_id FROM payments_allocation GROUP BY line_id HAVING sum(amount_rp) > 0
    ) AS settled ON settled.line_id = line.id
    WHERE bill.programme_id = %(programme)s AND line.kind = 'CHARGE' AND line.amount_rp > 0
      AND CASE %(payer)s
              WHEN 'SPONSOR' THEN sponsorship.sponsor_id IN (SELECT payer_id FROM credit)
              WHEN 'AGENCY' THEN bill.agency_id IN (SELECT payer_id FROM credit)
              ELSE true
          END
      AND NOT EXISTS (
          SELECT 1 FROM billing_line AS back
          WHERE back.reverses_id = line.id AND back.reverses_id IS NOT NULL
      )
),
-- What lists say: whose line of which month was deducted, debited or refused.
instruction AS (
    SELECT
        source, batch_id, sponsor_id, coalesce(paid_month, date_trunc('month', entry_date)::date)
            AS month,
        coalesce(sum(amount_rp) FILTER (WHERE outcome <> 'FAILED'), 0) AS amount_rp
    FROM payments_entry
    WHERE programme_id = %(programme)s AND NOT is_money AND sponsor_id IS NOT NULL
      AND %(payer)s <> 'SPONSOR'
    GROUP BY 1, 2, 3, 4
),
naming AS MATERIALIZED (
    SELECT
        charge.id, charge.agency_id, charge.month, instruction.batch_id,
        instruction.amount_rp >= sum(charge.amount_rp) OVER (
            PARTITION BY instruction.batch_id, charge.sponsor_id, charge.month
            ORDER BY charge.sequence, charge.position, charge.id
        ) AS is_named,
        instruction.source = 'payroll_list' AS by_payroll
    FROM charge
    JOIN instruction USING (sponsor_id, month)
),
claim AS (
    SELECT sponsor_id AS payer_id, charge.*, false AS waits
    FROM charge
    WHERE %(payer)s = 'SPONSOR'
    UNION ALL
    SELECT charge.agency_id, charge.*, coalesce(listed.by_debit, false)
    FROM charge
    LEFT JOIN (
        SELECT id, bool_or(is_named AND by_payroll) AS is_named,
               bool_or(NOT by_payroll) AS by_debit
        FROM naming
        GROUP BY id
    ) AS listed USING (id)
    LEFT JOIN (
        SELECT agency_id, month FROM naming WHERE by_payroll GROUP BY agency_id, month
    ) AS listed_bill USING (agency_id, month)
    WHERE %(payer)s = 'AGENCY' AND (listed_bill.month IS NULL OR coalesce(listed.is_named, false))
    UNION ALL
    SELECT naming.batch_id, charge.*, false
    FROM charge
    JOIN naming USING (id)
    WHERE %(payer)s = 'FILE' AND naming.is_named AND NOT naming.by_payroll
),
pool AS MATERIALIZED (
    SELECT
        credit.*,
        CASE WHEN %(named)s THEN month ELSE DATE '0001-01-01' END AS pool_month,
        sum(credit.amount_rp) OVER filling AS until_rp
    FROM credit
    LEFT JOIN (
        SELECT payer_id, month, bool_or(is_open) AS has_open FROM claim GROUP BY payer_id, month
    ) AS billed USING (payer_id, month)
    WHERE payer_id IS NOT NULL
      AND CASE WHEN %(named)s THEN month IS NOT NULL
               ELSE month IS NULL OR NOT coalesce(billed.has_open, true) END
    WINDOW filling AS (
        PARTITION BY payer_id, CASE WHEN %(named)s THEN month END ORDER BY entry_date, credit.id
    )
),
queue AS (
    SELECT
        id, payer_id, amount_rp,
        CASE WHEN %(named)s THEN month ELSE DATE '0001-01-01' END AS pool_month,
        sum(amount_rp) OVER (
            PARTITION BY payer_id, CASE WHEN %(named)s THEN month END
            ORDER BY month, waits, sequence, position, id
        ) AS until_rp
    FROM claim
    WHERE is_open
)
INSERT INTO payments_allocation (entry_id, line_id, amount_rp, reason, by)
SELECT
    pool.id, queue.id,
    least(pool.until_rp, queue.until_rp)
        - greatest(pool.until_rp - pool.amount_rp, queue.until_rp - queue.amount_rp),
    '', %(by)s
FROM queue
JOIN (
    SELECT payer_id, pool_month, max(until_rp) AS amount_rp FROM pool GROUP BY payer_id, pool_month
) AS purse USING (payer_id, pool_month)
JOIN pool USING (payer_id, pool_month)
WHERE queue.until_rp <= purse.amount_rp
  AND pool.until_rp - pool.amount_rp < queue.until_rp
  AND queue.until_rp - queue.amount_rp < pool.until_rp
