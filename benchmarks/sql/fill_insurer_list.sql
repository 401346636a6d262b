-- Purpose: let the insurer list the workers at a month's end: some missing, some not active
-- One row per: list, entry
-- Reads: registry_worker, registry_person
-- Writes: registry_insurerlist, registry_insurerentry
-- Parameters: programme, month, batch
-- Safe to repeat: no; a batch makes one list
WITH list AS (
    INSERT INTO registry_insurerlist (programme_id, as_of, batch_id, entries_count)
    SELECT %(programme)s, (%(month)s::date + interval '1 month' - interval '1 day')::date,
           %(batch)s, count(*)
    FROM registry_worker
    RETURNING id
)
INSERT INTO registry_insurerentry (
    list_id, row_number, nik_sealed, nik_index, name, is_active, last_paid_month
)
SELECT list.id, worker.id, person.nik_sealed, person.nik_index, person.name,
       worker.id %% 70 <> 0,
       (%(month)s::date - CASE worker.id %% 90 WHEN 0 THEN interval '1 month'
                          ELSE interval '0' END)::date
FROM registry_worker AS worker
JOIN registry_person AS person ON person.id = worker.person_id
CROSS JOIN list
WHERE worker.id %% 60 <> 0;
