-- Purpose: note who pays for a worker, or that nobody does any more
-- One row per: worker named in the parameters
-- Reads: registry_sponsor
-- Writes: registry_worker
-- Parameters: workers, sponsors (as many, in the same order; null: nobody), purses
-- Safe to repeat: yes
UPDATE registry_worker AS worker SET
    named_nip_index = sponsor.nip_index,
    named_purse = pair.purse
FROM unnest(%(workers)s::bigint[], %(sponsors)s::bigint[], %(purses)s::text[])
    AS pair (worker_id, sponsor_id, purse)
LEFT JOIN registry_sponsor AS sponsor ON sponsor.id = pair.sponsor_id
WHERE worker.id = pair.worker_id
  AND (worker.named_nip_index IS DISTINCT FROM sponsor.nip_index
       OR worker.named_purse <> pair.purse);
