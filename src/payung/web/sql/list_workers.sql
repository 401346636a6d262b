-- Purpose: one page of the workers in the register, with where they stand in a month.
-- One row per: worker, by name; `found_count` is the number before paging.
-- Reads: registry_worker, registry_person, registry_workerterm, registry_region,
--        pairing_sponsorship, coverage_workermonth. Writes: nothing.
-- Parameters: programme, month, is_due (its due date has passed: what was not billed is unpaid),
--             name (part of it, empty for all), kecamatan, standing, sponsored ('', 'yes', 'no'),
--             sector_open (boolean), after (worker id or null), size.
-- Safe to repeat: it only reads.
WITH found AS MATERIALIZED (
    SELECT worker.id, term.id AS term_id, lower(person.name) AS sort_name, person.name, person.nik_sealed,
           term.occupation, term.sector, term.sector_confirmed, term.kecamatan_code,
           term.village_code, term.income_rp, term.until_date,
           coalesce(CASE WHEN %(is_due)s AND NOT standing.is_billed THEN standing.settled_standing
                         ELSE standing.standing END,
                    CASE WHEN term.until_date <= %(month)s THEN 'ENDED' ELSE 'REGISTERED' END)
               AS standing,
           sponsorship.id AS sponsorship_id
    FROM registry_worker AS worker
    JOIN registry_person AS person ON person.id = worker.person_id
    JOIN registry_workerterm AS term ON term.worker_id = worker.id
    LEFT JOIN coverage_workermonth AS standing
        ON standing.worker_id = worker.id AND standing.month = %(month)s
    LEFT JOIN pairing_sponsorship AS sponsorship
        ON sponsorship.worker_id = worker.id AND sponsorship.months @> %(month)s::date
       AND NOT EXISTS (
           SELECT FROM pairing_sponsorship AS other
           WHERE other.worker_id = worker.id AND other.months @> %(month)s::date
             AND other.id < sponsorship.id)
    WHERE worker.programme_id = %(programme)s
      AND NOT EXISTS (
          SELECT FROM registry_workerterm AS later
          WHERE later.worker_id = term.worker_id AND later.from_date > term.from_date)
      AND (%(name)s = '' OR lower(person.name) LIKE '%%' || lower(%(name)s) || '%%')
      AND (%(kecamatan)s = '' OR term.kecamatan_code = %(kecamatan)s)
      AND (%(sponsored)s = '' OR (%(sponsored)s = 'yes') = (sponsorship.id IS NOT NULL))
      AND (NOT %(sector_open)s
           OR (NOT term.sector_confirmed
               AND (term.until_date IS NULL OR term.until_date > %(month)s)))
)
SELECT found.*, region.name AS kecamatan,
       (SELECT count(*) FROM found WHERE %(standing)s = '' OR standing = %(standing)s)
           AS found_count
FROM found
LEFT JOIN registry_region AS region ON region.code = found.kecamatan_code
WHERE (%(standing)s = '' OR found.standing = %(standing)s)
  AND (%(after)s::bigint IS NULL
       OR (found.sort_name, found.id)
          > (SELECT sort_name, id FROM found WHERE id = %(after)s::bigint))
ORDER BY found.sort_name, found.id
LIMIT %(size)s
