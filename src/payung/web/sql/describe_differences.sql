-- Purpose: say in words what differences are about: the worker, sponsor, unit or bank text.
-- One row per: difference.
-- Reads: reconciliation_difference, billing_line, pairing_sponsorship, registry_person,
--        registry_worker, registry_sponsor, registry_agencyname, payments_entry,
--        registry_insurerentry. Writes: nothing.
-- Parameters: ids, on (the day whose unit names are shown).
-- Safe to repeat: it only reads.
SELECT difference.id, coalesce(person.name, listed.name) AS worker_name,
       sponsorship.worker_id, sponsor_person.name AS sponsor_name,
       agency_name.name AS agency_name, entry.text, entry.entry_date,
       listed.is_active, listed.last_paid_month
FROM reconciliation_difference AS difference
LEFT JOIN billing_line AS line ON line.id = difference.line_id
LEFT JOIN registry_person AS person ON person.id = line.person_id
LEFT JOIN pairing_sponsorship AS sponsorship ON sponsorship.id = line.sponsorship_id
LEFT JOIN registry_sponsor AS sponsor ON sponsor.id = sponsorship.sponsor_id
LEFT JOIN registry_person AS sponsor_person ON sponsor_person.id = sponsor.person_id
LEFT JOIN payments_entry AS entry ON entry.id = difference.entry_id
LEFT JOIN registry_insurerentry AS listed ON listed.id = difference.insurer_entry_id
LEFT JOIN registry_agencyname AS agency_name
    ON agency_name.agency_id = coalesce(difference.agency_id, line.home_agency_id)
   AND agency_name.valid @> %(on)s::date
WHERE difference.id = ANY(%(ids)s::bigint[])
