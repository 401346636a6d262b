-- Purpose: one bill line with its bill, people and article, what is paid of it, and what became
--          of it.
-- One row per: line; none where the programme has no such line.
-- Reads: billing_line, billing_bill, billing_tariff, registry_person, pairing_sponsorship,
--        registry_sponsor, registry_agency, registry_agencyname, payments_allocation.
-- Writes: nothing.
-- Parameters: programme, line.
-- Safe to repeat: it only reads.
SELECT line.id, line.kind, line.month, line.amount_rp, line.reason, line.bill_id,
       bill.month AS bill_month, coalesce(name.name, agency.code) AS agency_name,
       worker_person.name AS worker_name, sponsorship.worker_id, sponsorship.sponsor_id,
       sponsorship.purse, sponsor_person.name AS sponsor_name, tariff.jkk_rp, tariff.jkm_rp,
       line.reverses_id AS charge_id, charge_bill.month AS charge_month,
       back.id AS reversal_id, back_bill.month AS reversal_month, back.reason AS reversal_reason,
       coalesce((SELECT sum(allocation.amount_rp) FROM payments_allocation AS allocation
                 WHERE allocation.line_id = line.id), 0)::bigint AS paid_rp,
       (SELECT max(held.id) FROM payments_allocation AS held
        WHERE held.line_id = line.id AND held.reverses_id IS NULL
          AND NOT EXISTS (SELECT FROM payments_allocation AS taken
                          WHERE taken.reverses_id = held.id)) AS allocation_id
FROM billing_line AS line
JOIN billing_bill AS bill ON bill.id = line.bill_id
JOIN billing_tariff AS tariff ON tariff.id = line.tariff_id
JOIN registry_person AS worker_person ON worker_person.id = line.person_id
JOIN pairing_sponsorship AS sponsorship ON sponsorship.id = line.sponsorship_id
JOIN registry_agency AS agency ON agency.id = bill.agency_id
LEFT JOIN registry_agencyname AS name ON name.agency_id = agency.id AND name.valid @> bill.month
LEFT JOIN registry_sponsor AS sponsor ON sponsor.id = sponsorship.sponsor_id
LEFT JOIN registry_person AS sponsor_person ON sponsor_person.id = sponsor.person_id
LEFT JOIN billing_line AS charge ON charge.id = line.reverses_id
LEFT JOIN billing_bill AS charge_bill ON charge_bill.id = charge.bill_id
LEFT JOIN billing_line AS back ON back.reverses_id = line.id
LEFT JOIN billing_bill AS back_bill ON back_bill.id = back.bill_id
WHERE bill.programme_id = %(programme)s AND line.id = %(line)s
