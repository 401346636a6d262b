-- Purpose: the bills of a month with what is paid of each.
-- One row per: bill, by unit and sequence.
-- Reads: billing_bill, billing_line, registry_agency, registry_agencyname, payments_allocation.
-- Writes: nothing.
-- Parameters: programme, month.
-- Safe to repeat: it only reads.
WITH given AS (
    SELECT line.bill_id, sum(allocation.amount_rp) AS paid_rp
    FROM payments_allocation AS allocation
    JOIN billing_line AS line ON line.id = allocation.line_id
    JOIN billing_bill AS bill ON bill.id = line.bill_id
    WHERE bill.programme_id = %(programme)s AND bill.month = %(month)s
    GROUP BY line.bill_id
)
SELECT bill.id, bill.sequence, bill.lines_count, bill.total_rp, bill.due_date,
       agency.code AS agency_code, agency.kind,
       coalesce(name.name, agency.code) AS agency_name,
       coalesce(given.paid_rp, 0)::bigint AS paid_rp
FROM billing_bill AS bill
JOIN registry_agency AS agency ON agency.id = bill.agency_id
LEFT JOIN registry_agencyname AS name
    ON name.agency_id = agency.id AND name.valid @> %(month)s::date
LEFT JOIN given ON given.bill_id = bill.id
WHERE bill.programme_id = %(programme)s AND bill.month = %(month)s
ORDER BY agency_name, bill.sequence
