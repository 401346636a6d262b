-- Purpose: count the lines and bills that point at rows which are gone
-- One row per: whole ledger
-- Reads: billing_line, billing_bill, billing_run, billing_tariff, registry_person,
--        pairing_sponsorship, registry_agency
-- Writes: nothing
-- Parameters: none
-- Safe to repeat: yes
SELECT
    (SELECT count(*)
     FROM billing_line AS line
     LEFT JOIN billing_bill AS bill ON bill.id = line.bill_id
     LEFT JOIN billing_tariff AS tariff ON tariff.id = line.tariff_id
     LEFT JOIN registry_person AS person ON person.id = line.person_id
     LEFT JOIN pairing_sponsorship AS sponsorship ON sponsorship.id = line.sponsorship_id
     LEFT JOIN registry_agency AS home ON home.id = line.home_agency_id
     WHERE bill.id IS NULL OR tariff.id IS NULL OR person.id IS NULL OR sponsorship.id IS NULL
        OR home.id IS NULL)
    + (SELECT count(*)
       FROM billing_bill AS bill
       LEFT JOIN billing_run AS run ON run.id = bill.run_id
       LEFT JOIN registry_agency AS agency ON agency.id = bill.agency_id
       WHERE run.id IS NULL OR agency.id IS NULL) AS broken
