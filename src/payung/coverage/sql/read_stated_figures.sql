-- Purpose: read the stated figures of a programme that are in force on a day.
-- One row per code: the newest that holds for that day or an earlier one.
-- Reads: registry_statedfigure.
-- Writes: nothing.
-- Parameters: programme_code, as_of.
SELECT DISTINCT ON (figure.code) figure.code, figure.value, figure.as_of, figure.source
  FROM registry_statedfigure AS figure
 WHERE figure.programme_id = %(programme_code)s
   AND figure.agency_id IS NULL
   AND figure.as_of <= %(as_of)s
 ORDER BY figure.code, figure.as_of DESC;
