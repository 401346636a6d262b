-- Purpose: find the insurer's list that speaks for a month, or the last one before it.
-- At most one row: the newest list of the month, else the first after it, else the last before it.
-- Reads: registry_insurerlist.
-- Writes: nothing.
-- Parameters: programme_code, month (its first day), next_month.
SELECT list.id, list.as_of
  FROM registry_insurerlist AS list
 WHERE list.programme_id = %(programme_code)s
 ORDER BY CASE WHEN list.as_of >= %(next_month)s THEN 2
               WHEN list.as_of >= %(month)s THEN 1
               ELSE 3 END,
          CASE WHEN list.as_of >= %(next_month)s THEN list.as_of END,
          list.as_of DESC, list.id DESC
 LIMIT 1;
