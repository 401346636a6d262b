-- Purpose: the bare side of billing: put the same bills and lines into the same tables
-- One row per: bill, line, as they were kept beside
-- Reads: bench_run, bench_bill, bench_line
-- Writes: billing_run, billing_bill, billing_line
-- Parameters: none
-- Safe to repeat: after the tables are emptied
INSERT INTO billing_run SELECT * FROM bench_run;
INSERT INTO billing_bill SELECT * FROM bench_bill;
INSERT INTO billing_line SELECT * FROM bench_line;
