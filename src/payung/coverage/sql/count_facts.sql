-- Purpose: tell cheaply whether any fact that standings rest on was added or changed.
-- One row. The tables counted here only grow; lines come with a bill, a changed term with an event.
-- Reads: billing_bill, payments_allocation, payments_entry, payments_remittance, registry_insurerlist,
--        registry_workerterm, registry_workertermevent.
-- Writes: nothing.
-- Parameters: programme.
SELECT (SELECT count(*) FROM billing_bill) AS bills_count,
       -- The newest one tells as much as their number, and is found without counting history: who
       -- sets a programme's money holds its lock, so its allocations are seen in their order.
       (SELECT allocation.id
        FROM payments_allocation AS allocation
        JOIN payments_entry AS entry ON entry.id = allocation.entry_id
        WHERE entry.programme_id = %(programme)s
        ORDER BY allocation.id DESC LIMIT 1) AS newest_allocation_id,
       (SELECT count(*) FROM payments_remittance) AS remittances_count,
       (SELECT count(*) FROM registry_insurerlist) AS lists_count,
       (SELECT count(*) FROM registry_workerterm) AS terms_count,
       (SELECT count(*) FROM registry_workertermevent) AS term_changes_count;
