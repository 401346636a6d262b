-- Purpose: the prices that a month's bills rest on, each with its articles.
-- One row per: tariff that at least one line of the month's bills uses.
-- Reads: billing_tariff, billing_line, billing_bill. Writes: nothing.
-- Parameters: programme, month.
-- Safe to repeat: it only reads.
SELECT tariff.sector, tariff.purse, tariff.income_from_rp, tariff.jkk_rp, tariff.jkm_rp,
       tariff.total_rp, used.lines_count,
       (SELECT string_agg(article, '; ') FROM jsonb_array_elements_text(tariff.references)
        AS article) AS articles
FROM billing_tariff AS tariff
JOIN (
    SELECT line.tariff_id, count(*) AS lines_count
    FROM billing_line AS line
    JOIN billing_bill AS bill ON bill.id = line.bill_id
    WHERE bill.programme_id = %(programme)s AND bill.month = %(month)s
    GROUP BY line.tariff_id
) AS used ON used.tariff_id = tariff.id
ORDER BY used.lines_count DESC, tariff.sector
