-- Purpose: list what every unit and sponsor of a demo owes, to invent how it was paid
-- One row per: bill line not taken back
-- Reads: billing_bill, billing_line, pairing_sponsorship, registry_agency, registry_agencyname
-- Writes: nothing
-- Parameters: programme
-- Safe to repeat: yes
SELECT bill.month, agency.code AS agency_code,
       coalesce(nullif(name.short_name, ''), name.name) AS agency_name,
       held.sponsor_id, line.amount_rp
  FROM billing_bill AS bill
  JOIN billing_line AS line ON line.bill_id = bill.id
  JOIN pairing_sponsorship AS held ON held.id = line.sponsorship_id
  JOIN registry_agency AS agency ON agency.id = bill.agency_id
  JOIN registry_agencyname AS name ON name.agency_id = agency.id AND name.valid @> bill.month
 WHERE bill.programme_id = %(programme)s
 ORDER BY bill.month, agency.code, line.position;
