-- Purpose: who pays or paid for whom: those of one worker, or those of one sponsor.
-- One row per: sponsorship, newest first; `last_month` is null while it is open.
-- Reads: pairing_sponsorship, registry_worker, registry_sponsor, registry_person. Writes: nothing.
-- Parameters: programme, worker (or null), sponsor (or null).
-- Safe to repeat: it only reads.
SELECT sponsorship.id, sponsorship.worker_id, sponsorship.sponsor_id, sponsorship.purse,
       sponsorship.method, sponsorship.end_reason,
       lower(sponsorship.months) AS first_month,
       (upper(sponsorship.months) - interval '1 month')::date AS last_month,
       worker_person.name AS worker_name, sponsor_person.name AS sponsor_name
FROM pairing_sponsorship AS sponsorship
JOIN registry_worker AS worker ON worker.id = sponsorship.worker_id
JOIN registry_person AS worker_person ON worker_person.id = worker.person_id
LEFT JOIN registry_sponsor AS sponsor ON sponsor.id = sponsorship.sponsor_id
LEFT JOIN registry_person AS sponsor_person ON sponsor_person.id = sponsor.person_id
WHERE sponsorship.programme_id = %(programme)s
  AND (sponsorship.worker_id = %(worker)s::bigint OR sponsorship.sponsor_id = %(sponsor)s::bigint)
ORDER BY lower(sponsorship.months) DESC, worker_person.name, sponsorship.id
