-- Purpose: let the application refresh the planner's statistics of tables it does not own
-- One row per: -
-- Reads: -
-- Writes: -
-- Parameters: -
-- Safe to repeat: yes
CREATE OR REPLACE FUNCTION payung_analyze(tables text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY tables LOOP
        EXECUTE format('ANALYZE public.%%I', name);
    END LOOP;
END
$$;
