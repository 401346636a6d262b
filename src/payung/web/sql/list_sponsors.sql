-- Purpose: one page of the sponsors in the register, with their unit and workers in a month.
-- One row per: sponsor, by name; `found_count` is the number before paging.
-- Reads: registry_sponsor, registry_person, registry_sponsorterm, registry_agency,
--        registry_agencyname, pairing_sponsorship. Writes: nothing.
-- Parameters: programme, month, name (part of it, empty for all), agency (code, empty for all),
--             kind (empty for all), paying ('', 'yes', 'no'), after (sponsor id or null), size.
-- Safe to repeat: it only reads.
WITH paid_for AS (
    SELECT sponsor_id, count(*) AS workers_count
    FROM pairing_sponsorship
    WHERE programme_id = %(programme)s AND months @> %(month)s::date
    GROUP BY sponsor_id
), found AS MATERIALIZED (
    SELECT sponsor.id, lower(person.name) AS sort_name, person.name, sponsor.nip_sealed,
           person.birth_date, term.kind, term.position, term.agency_id, term.contract_end_date,
           term.until_date, coalesce(paid_for.workers_count, 0) AS workers_count
    FROM registry_sponsor AS sponsor
    JOIN registry_person AS person ON person.id = sponsor.person_id
    JOIN registry_sponsorterm AS term ON term.sponsor_id = sponsor.id
    JOIN registry_agency AS agency ON agency.id = term.agency_id
    LEFT JOIN paid_for ON paid_for.sponsor_id = sponsor.id
    WHERE sponsor.programme_id = %(programme)s
      AND NOT EXISTS (
          SELECT FROM registry_sponsorterm AS later
          WHERE later.sponsor_id = term.sponsor_id AND later.from_date > term.from_date)
      AND (%(name)s = '' OR lower(person.name) LIKE '%%' || lower(%(name)s) || '%%')
      AND (%(agency)s = '' OR agency.code = %(agency)s)
      AND (%(kind)s = '' OR term.kind = %(kind)s)
      AND (%(paying)s = '' OR (%(paying)s = 'yes') = (paid_for.sponsor_id IS NOT NULL))
)
SELECT found.*, agency_name.name AS agency_name, (SELECT count(*) FROM found) AS found_count
FROM found
LEFT JOIN registry_agencyname AS agency_name
    ON agency_name.agency_id = found.agency_id AND agency_name.valid @> %(month)s::date
WHERE %(after)s::bigint IS NULL
   OR (found.sort_name, found.id) > (SELECT sort_name, id FROM found WHERE id = %(after)s::bigint)
ORDER BY found.sort_name, found.id
LIMIT %(size)s
