-- Purpose: tell what a month's bills come to
-- One row per: whole month
-- Reads: billing_bill
-- Writes: nothing
-- Parameters: programme, month
-- Safe to repeat: yes
SELECT
    count(*) FILTER (WHERE bill.total_rp >= 0) AS bills,
    coalesce(sum(CASE WHEN bill.total_rp < 0 THEN -bill.lines_count ELSE bill.lines_count END), 0)
        AS lines,
    coalesce(sum(bill.total_rp), 0)::bigint AS total_rp
FROM billing_bill AS bill
WHERE bill.programme_id = %(programme)s AND bill.month = %(month)s
