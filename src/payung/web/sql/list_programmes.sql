-- Purpose: the programmes an account may open, with the newest month that has a bill.
-- One row per: programme.
-- Reads: registry_programme, billing_bill. Writes: nothing.
-- Parameters: code (the account's programme; empty means all).
-- Safe to repeat: it only reads.
SELECT programme.code,
       programme.name,
       programme.regency_code,
       programme.regency_name,
       programme.zone,
       coalesce((programme.settings ->> 'four_eyes')::boolean, false) AS four_eyes,
       programme.is_demo,
       (SELECT max(bill.month) FROM billing_bill AS bill WHERE bill.programme_id = programme.code)
           AS newest_month
FROM registry_programme AS programme
WHERE %(code)s = '' OR programme.code = %(code)s
ORDER BY programme.name
