-- Purpose: record the lines of a money paper that are not known yet
-- One row per: waiting row with an amount whose key is new; answers how many rows there are, and
--              how many were new
-- Reads: intake_moneyrow, registry_sponsor, registry_person, payments_entry
-- Writes: payments_entry
-- Parameters: programme, batch, source, results_are_money, on_date, and for rows recognised by
--             their text: row_numbers, agency_ids, months (arrays of one length)
-- Safe to repeat: yes; a key is recorded once
WITH told AS (
    SELECT * FROM unnest(
        %(row_numbers)s::integer[], %(agency_ids)s::bigint[], %(months)s::date[]
    ) AS told (row_number, agency_id, month)
),
spelt AS (
    SELECT
        row.row_number, row.entry_date, row.amount_rp, row.text, row.note, row.paid_month,
        CASE WHEN row.status = 'accepted' THEN row.nip_index END AS nip_index,
        CASE WHEN row.status = 'accepted' THEN row.nik_index END AS nik_index,
        coalesce(row.reference, '') AS mark,
        coalesce(row.outcome, '') AS result,
        concat_ws(
            '|', row.account, row.entry_date, row.amount_rp, row.text, row.balance_rp, row.outcome,
            encode(row.nip_index, 'hex'), encode(row.nik_index, 'hex'), row.paid_month,
            row.agency_name
        ) AS whole
    FROM intake_moneyrow AS row
    WHERE row.batch_id = %(batch)s AND row.amount_rp IS NOT NULL
      AND (row.amount_rp <> 0 OR row.outcome = 'FAILED')
),
keyed AS (
    SELECT
        spelt.*,
        CASE WHEN mark <> '' THEN concat_ws('|', mark, entry_date, amount_rp, nullif(result, ''))
             ELSE 'sha256:' || encode(sha256(convert_to(
                 whole || '|' || row_number() OVER (
                     PARTITION BY mark, whole ORDER BY row_number
                 ), 'UTF8')), 'hex')
        END AS key
    FROM spelt
),
-- The same reference with the money going the other way: a debit that came back.
back AS (
    SELECT DISTINCT ON (keyed.key) keyed.key, former.id, former.amount_rp
    FROM keyed
    JOIN payments_entry AS former
        ON former.programme_id = %(programme)s AND former.source = %(source)s
       AND former.reference = keyed.mark AND former.is_money AND former.amount_rp > 0
       AND (former.amount_rp = -keyed.amount_rp
            OR (keyed.result = 'FAILED' AND former.amount_rp = keyed.amount_rp))
    WHERE keyed.mark <> ''
      AND NOT EXISTS (SELECT 1 FROM payments_entry AS other WHERE other.returns_id = former.id)
    ORDER BY keyed.key, former.id
),
written AS (
    INSERT INTO payments_entry (
        programme_id, source, key, batch_id, row_number, entry_date, reference, text, amount_rp,
        is_money, outcome, note, agency_id, sponsor_id, paid_month, returns_id
    )
    SELECT DISTINCT ON (keyed.key)
        %(programme)s, %(source)s, keyed.key, %(batch)s, keyed.row_number,
        coalesce(keyed.entry_date, keyed.paid_month, %(on_date)s), keyed.mark,
        coalesce(keyed.text, ''), coalesce(-back.amount_rp, keyed.amount_rp),
        back.id IS NOT NULL OR (%(results_are_money)s AND keyed.result <> 'FAILED'),
        keyed.result, coalesce(keyed.note, ''), told.agency_id,
        coalesce(by_nip.id, by_nik.id), coalesce(keyed.paid_month, told.month), back.id
    FROM keyed
    LEFT JOIN told USING (row_number)
    LEFT JOIN back ON back.key = keyed.key
    LEFT JOIN registry_sponsor AS by_nip
        ON by_nip.programme_id = %(programme)s AND by_nip.nip_index = keyed.nip_index
    LEFT JOIN registry_person AS person
        ON person.nik_index = keyed.nik_index AND by_nip.id IS NULL
    LEFT JOIN registry_sponsor AS by_nik
        ON by_nik.programme_id = %(programme)s AND by_nik.person_id = person.id
    ORDER BY keyed.key, keyed.row_number
    ON CONFLICT (programme_id, source, key) DO NOTHING
    RETURNING 1
)
SELECT (SELECT count(*) FROM keyed) AS rows, (SELECT count(*) FROM written) AS entries
