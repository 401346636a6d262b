-- Purpose: tell how much of a month was collected and how much of that was passed on
-- One row per: whole month
-- Reads: billing_bill, billing_line, payments_allocation, payments_remittance
-- Writes: nothing
-- Parameters: programme, month
-- Safe to repeat: yes
SELECT
    (SELECT coalesce(sum(allocation.amount_rp), 0)
     FROM billing_bill AS bill
     JOIN billing_line AS line ON line.bill_id = bill.id
     JOIN payments_allocation AS allocation ON allocation.line_id = line.id
     WHERE bill.programme_id = %(programme)s AND bill.month = %(month)s)::bigint AS collected_rp,
    (SELECT coalesce(sum(remittance.amount_rp), 0)
     FROM payments_remittance AS remittance
     WHERE remittance.programme_id = %(programme)s AND remittance.month = %(month)s)::bigint
        AS remitted_rp
