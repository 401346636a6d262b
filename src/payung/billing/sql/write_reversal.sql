-- Purpose: take one charge back by a credit note with one reversing line
-- One row per: charge (run, bill and line)
-- Reads: billing_line, billing_bill
-- Writes: billing_run, billing_bill, billing_line
-- Parameters: line, month (of the credit note), due_date, reason, by
-- Safe to repeat: yes; a charge that was reversed is left alone
WITH charge AS (
    SELECT line.*, bill.programme_id, bill.agency_id
    FROM billing_line AS line
    JOIN billing_bill AS bill ON bill.id = line.bill_id
    WHERE line.id = %(line)s AND line.kind = 'CHARGE'
      AND NOT EXISTS (SELECT 1 FROM billing_line AS other WHERE other.reverses_id = line.id)
),
run AS (
    INSERT INTO billing_run (
        programme_id, month, state, prepared_by, issued_by, issued_at, four_eyes,
        lines_count, total_rp
    )
    SELECT programme_id, %(month)s, 'ISSUED', %(by)s, %(by)s, now(), false, 1, -amount_rp
    FROM charge
    RETURNING id
),
bill AS (
    INSERT INTO billing_bill (
        run_id, programme_id, month, agency_id, sequence, lines_count, total_rp, due_date
    )
    SELECT
        run.id, charge.programme_id, %(month)s, charge.agency_id,
        1 + (SELECT coalesce(max(former.sequence), 0)
             FROM billing_bill AS former
             WHERE former.programme_id = charge.programme_id AND former.month = %(month)s
               AND former.agency_id = charge.agency_id),
        1, -charge.amount_rp, %(due_date)s
    FROM charge
    CROSS JOIN run
    RETURNING id
)
INSERT INTO billing_line (
    bill_id, position, kind, month, sponsorship_id, person_id, tariff_id, amount_rp, slot,
    home_agency_id, reporting_agency_id, reverses_id, reason
)
SELECT
    bill.id, 1, 'REVERSAL', charge.month, charge.sponsorship_id, charge.person_id,
    charge.tariff_id, -charge.amount_rp, charge.slot, charge.home_agency_id,
    charge.reporting_agency_id, charge.id, %(reason)s
FROM charge
CROSS JOIN bill
RETURNING id, bill_id
