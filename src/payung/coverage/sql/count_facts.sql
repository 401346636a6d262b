-- Purpose: tell cheaply whether any fact that standings rest on was added or changed.
-- One row. The tables counted here only grow; lines come with a bill, a changed term with an event.
-- Reads: billing_bill, payments_allocation, payments_remittance, registry_insurerlist,
--        registry_workerterm, registry_workertermevent.
-- Writes: nothing.
-- Parameters: none.
SELECT (SELECT count(*) FROM billing_bill) AS bills_count,
       (SELECT count(*) FROM payments_allocation) AS allocations_count,
       (SELECT count(*) FROM payments_remittance) AS remittances_count,
       (SELECT count(*) FROM registry_insurerlist) AS lists_count,
       (SELECT count(*) FROM registry_workerterm) AS terms_count,
       (SELECT count(*) FROM registry_workertermevent) AS term_changes_count;
