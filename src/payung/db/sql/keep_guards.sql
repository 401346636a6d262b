-- Purpose: let nobody switch triggers off by a setting of his session, as the library that makes
--          them would
-- One row per: -
-- Reads: -
-- Writes: -
-- Parameters: -
-- Safe to repeat: yes; the library makes its own function again with every trigger
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT false $$;
