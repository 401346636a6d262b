-- Purpose: the lines of one bill with worker, sponsor, unit, article, whether it is paid
--          and whether it was taken back.
-- One row per: line, in the bill's order.
-- Reads: billing_line, billing_tariff, registry_person, registry_worker, pairing_sponsorship,
--        registry_sponsor, registry_agencyname, payments_allocation. Writes: nothing.
-- Parameters: bill.
-- Safe to repeat: it only reads.
SELECT line.id, line.position, line.kind, line.month, line.amount_rp,
       worker_person.name AS worker_name, sponsorship.worker_id,
       sponsor_person.name AS sponsor_name, sponsorship.sponsor_id, sponsorship.purse,
       EXISTS (SELECT FROM billing_line AS back WHERE back.reverses_id = line.id) AS is_reversed,
       home.name AS home_name, tariff.jkk_rp, tariff.jkm_rp,
       coalesce((SELECT sum(allocation.amount_rp) FROM payments_allocation AS allocation
                 WHERE allocation.line_id = line.id), 0)::bigint AS paid_rp
FROM billing_line AS line
JOIN billing_tariff AS tariff ON tariff.id = line.tariff_id
JOIN registry_person AS worker_person ON worker_person.id = line.person_id
JOIN pairing_sponsorship AS sponsorship ON sponsorship.id = line.sponsorship_id
LEFT JOIN registry_sponsor AS sponsor ON sponsor.id = sponsorship.sponsor_id
LEFT JOIN registry_person AS sponsor_person ON sponsor_person.id = sponsor.person_id
LEFT JOIN registry_agencyname AS home
    ON home.agency_id = line.home_agency_id AND home.valid @> line.month
WHERE line.bill_id = %(bill)s
ORDER BY line.position, line.id
