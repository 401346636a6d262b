-- Purpose: find the insurer's list that speaks for a month
-- One row per: at most one: the newest list as of a day in the month, else the first after it
-- Reads: registry_insurerlist, registry_insurerentry
-- Writes: nothing
-- Parameters: programme, from_day, until_day (exclusive)
-- Safe to repeat: yes
SELECT
    list.id,
    list.as_of,
    EXISTS (
        SELECT 1 FROM registry_insurerentry AS entry
        WHERE entry.list_id = list.id AND entry.last_paid_month IS NOT NULL
    ) AS has_months
FROM registry_insurerlist AS list
WHERE list.programme_id = %(programme)s AND list.as_of >= %(from_day)s
ORDER BY
    list.as_of >= %(until_day)s,
    CASE WHEN list.as_of < %(until_day)s THEN list.as_of END DESC,
    list.as_of,
    list.id DESC
LIMIT 1
