-- Purpose: pay a month's bills by one transfer of each agency, all but every fortieth line
-- One row per: bill (entry), paid line (allocation)
-- Reads: billing_bill, billing_line
-- Writes: payments_entry, payments_allocation
-- Parameters: programme, month
-- Safe to repeat: no; the reference of a transfer is unique
INSERT INTO payments_entry (
    programme_id, source, key, batch_id, row_number, entry_date, reference, text, amount_rp,
    is_money, outcome, note, agency_id, paid_month
)
SELECT %(programme)s, 'bank_statement', bill.month || ' ' || bill.agency_id, 1, bill.agency_id,
       bill.month + 9, '', '', sum(line.amount_rp), true, '', '', bill.agency_id, bill.month
FROM billing_bill AS bill
JOIN billing_line AS line ON line.bill_id = bill.id
WHERE bill.programme_id = %(programme)s AND bill.month = %(month)s
  AND line.sponsorship_id %% 40 <> 0
GROUP BY bill.id;

INSERT INTO payments_allocation (entry_id, line_id, amount_rp, reason, by)
SELECT entry.id, line.id, line.amount_rp, '', 'bench'
FROM billing_bill AS bill
JOIN billing_line AS line ON line.bill_id = bill.id
JOIN payments_entry AS entry
    ON entry.agency_id = bill.agency_id AND entry.paid_month = bill.month
WHERE bill.programme_id = %(programme)s AND bill.month = %(month)s
  AND line.sponsorship_id %% 40 <> 0;
