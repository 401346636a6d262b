-- Purpose: refresh the planner's statistics of tables that have just grown
-- One row per: call
-- Reads: -
-- Writes: -
-- Parameters: tables (names)
-- Safe to repeat: yes
SELECT payung_analyze(%(tables)s::text[]);
