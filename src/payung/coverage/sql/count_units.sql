-- Purpose: count, for every unit standing on a day, its servants, its sponsors and their workers.
-- One row per unit; a bagian counts with the unit above it.
-- Reads: registry_agency, registry_agencyname, registry_statedfigure, registry_sponsorterm,
--        pairing_sponsorship.
-- Writes: nothing.
-- Parameters: programme_code, as_of.
-- Joins go through keys and indexes, so that fresh tables without statistics do no harm.
WITH registered AS (
    SELECT CASE WHEN home.kind = 'BAGIAN' THEN coalesce(home.parent_id, home.id) ELSE home.id END
               AS unit_id,
           count(*) AS servants_count
      FROM registry_sponsorterm AS term
      JOIN registry_agency AS home ON home.id = term.agency_id
     WHERE home.programme_id = %(programme_code)s
       AND term.from_date <= %(as_of)s
       AND (term.until_date IS NULL OR term.until_date > %(as_of)s)
     GROUP BY 1
), active AS (
    SELECT CASE WHEN home.kind = 'BAGIAN' THEN coalesce(home.parent_id, home.id) ELSE home.id END
               AS unit_id,
           count(DISTINCT held.sponsor_id) AS sponsors_count,
           count(DISTINCT held.worker_id) AS workers_count
      FROM pairing_sponsorship AS held
      JOIN registry_sponsorterm AS term ON term.sponsor_id = held.sponsor_id
      JOIN registry_agency AS home ON home.id = term.agency_id
     WHERE held.programme_id = %(programme_code)s
       AND held.months @> %(as_of)s::date
       AND term.from_date <= %(as_of)s
       AND (term.until_date IS NULL OR term.until_date > %(as_of)s)
     GROUP BY 1
), stated AS (
    SELECT DISTINCT ON (figure.agency_id) figure.agency_id, figure.value::integer AS asn_count
      FROM registry_statedfigure AS figure
     WHERE figure.programme_id = %(programme_code)s
       AND figure.code = 'ASN_COUNT'
       AND figure.agency_id IS NOT NULL
       AND figure.as_of <= %(as_of)s
     ORDER BY figure.agency_id, figure.as_of DESC
)
SELECT agency.code, agency.kind, agency.region_code, name.name, name.short_name,
       stated.asn_count,
       coalesce(registered.servants_count, 0) AS registered_count,
       coalesce(active.sponsors_count, 0) AS sponsors_count,
       coalesce(active.workers_count, 0) AS workers_count
  FROM registry_agency AS agency
  JOIN registry_agencyname AS name ON name.agency_id = agency.id AND name.valid @> %(as_of)s::date
  LEFT JOIN stated ON stated.agency_id = agency.id
  LEFT JOIN registered ON registered.unit_id = agency.id
  LEFT JOIN active ON active.unit_id = agency.id
 WHERE agency.programme_id = %(programme_code)s
   AND (agency.kind <> 'BAGIAN' OR agency.parent_id IS NULL)
 ORDER BY agency.kind, name.name, agency.code;
