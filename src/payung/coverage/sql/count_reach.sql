-- Purpose: count the workers and sponsors of the sponsorships valid on a day, and who is registered.
-- One row.
-- Reads: pairing_sponsorship, registry_sponsorterm, registry_sponsor.
-- Writes: nothing.
-- Parameters: programme_code, as_of.
SELECT count(DISTINCT held.worker_id) AS workers_count,
       count(DISTINCT held.sponsor_id) AS sponsors_count,
       (SELECT count(*)
          FROM registry_sponsor AS sponsor
          JOIN registry_sponsorterm AS term ON term.sponsor_id = sponsor.id
         WHERE sponsor.programme_id = %(programme_code)s
           AND term.from_date <= %(as_of)s
           AND (term.until_date IS NULL OR term.until_date > %(as_of)s)) AS registered_count
  FROM pairing_sponsorship AS held
 WHERE held.programme_id = %(programme_code)s
   AND held.months @> %(as_of)s::date;
