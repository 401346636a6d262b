-- Purpose: bill a month: one bill per collecting agency, one line per worker not yet charged
-- One row per: sponsored worker (line), collecting agency (bill)
-- Reads: pairing_sponsorship, registry_worker, registry_workerterm, registry_sponsor,
--        registry_sponsorterm, registry_person, registry_agency, billing_tariff, billing_line
-- Writes: billing_run, billing_bill, billing_line
-- Parameters: programme, month, due_date, by, issued_by, prepared_run, four_eyes,
--             declared_income, labour_office
-- Safe to repeat: yes; a person with an unreversed charge for the month gets no second one
WITH priced_up AS (
    -- What an unconfirmed sector costs: the dearer one, OTHER when both cost the same.
    SELECT DISTINCT ON (tariff.purse, tariff.income_from_rp)
        tariff.purse,
        tariff.income_from_rp,
        tariff.sector
    FROM billing_tariff AS tariff
    WHERE tariff.programme_id = %(programme)s AND tariff.month = %(month)s
    ORDER BY tariff.purse, tariff.income_from_rp, tariff.total_rp DESC, tariff.sector
),
tariff AS (
    SELECT
        tariff.*,
        priced_up.sector IS NOT NULL AS holds_unconfirmed
    FROM billing_tariff AS tariff
    LEFT JOIN priced_up USING (purse, income_from_rp, sector)
    WHERE tariff.programme_id = %(programme)s AND tariff.month = %(month)s
),
charged AS (
    SELECT
        line.person_id,
        count(*) AS charges,
        count(reversal.id) AS reversals
    FROM billing_bill AS bill
    JOIN billing_line AS line ON line.bill_id = bill.id
    LEFT JOIN billing_line AS reversal ON reversal.reverses_id = line.id
    WHERE bill.month = %(month)s AND line.kind = 'CHARGE'
    GROUP BY line.person_id
),
member AS (
    -- The term in force on the first of the month; for who joined later, the first one after it.
    SELECT term.*
    FROM registry_workerterm AS term
    WHERE (term.until_date IS NULL OR term.until_date > %(month)s)
      AND NOT EXISTS (
          SELECT 1 FROM registry_workerterm AS earlier
          WHERE earlier.worker_id = term.worker_id
            AND earlier.until_date > %(month)s
            AND earlier.from_date < term.from_date
      )
),
servant AS (
    SELECT term.sponsor_id, term.agency_id, person.name
    FROM registry_sponsorterm AS term
    JOIN registry_sponsor AS sponsor ON sponsor.id = term.sponsor_id
    JOIN registry_person AS person ON person.id = sponsor.person_id
    WHERE sponsor.programme_id = %(programme)s
      AND (term.until_date IS NULL OR term.until_date > %(month)s)
      AND NOT EXISTS (
          SELECT 1 FROM registry_sponsorterm AS earlier
          WHERE earlier.sponsor_id = term.sponsor_id
            AND earlier.until_date > %(month)s
            AND earlier.from_date < term.from_date
      )
),
due AS (
    SELECT DISTINCT ON (worker.person_id)
        sponsorship.id AS sponsorship_id,
        worker.person_id,
        worker.id AS worker_id,
        tariff.id AS tariff_id,
        tariff.total_rp AS amount_rp,
        coalesce(charged.charges, 0) AS slot,
        coalesce(servant.agency_id, home.id, %(labour_office)s::bigint) AS home_agency_id,
        CASE WHEN servant.sponsor_id IS NULL THEN %(labour_office)s::bigint END AS paying_agency_id,
        lower(servant.name) AS sponsor_name
    FROM pairing_sponsorship AS sponsorship
    JOIN registry_worker AS worker ON worker.id = sponsorship.worker_id
    JOIN member ON member.worker_id = worker.id
    JOIN tariff
        ON tariff.purse = sponsorship.purse
       AND CASE WHEN member.sector_confirmed THEN tariff.sector = member.sector
                ELSE tariff.holds_unconfirmed END
       AND CASE WHEN %(declared_income)s THEN coalesce(member.income_rp, 0) ELSE 0 END
           >= tariff.income_from_rp
       AND (tariff.income_below_rp IS NULL
            OR CASE WHEN %(declared_income)s THEN coalesce(member.income_rp, 0) ELSE 0 END
               < tariff.income_below_rp)
    LEFT JOIN servant
        ON servant.sponsor_id = sponsorship.sponsor_id AND sponsorship.purse = 'SPONSOR'
    LEFT JOIN registry_agency AS home
        ON home.programme_id = %(programme)s AND home.kind = 'KECAMATAN'
       AND home.region_code = member.kecamatan_code AND sponsorship.purse <> 'SPONSOR'
    LEFT JOIN charged ON charged.person_id = worker.person_id
    WHERE sponsorship.programme_id = %(programme)s
      AND sponsorship.months @> %(month)s::date
      AND (sponsorship.purse <> 'SPONSOR' OR servant.sponsor_id IS NOT NULL)
      AND NOT EXISTS (  -- rather than a filter on the join above: the planner can count this
          SELECT 1 FROM charged AS standing
          WHERE standing.person_id = worker.person_id AND standing.charges > standing.reversals
      )
      AND coalesce(servant.agency_id, home.id, %(labour_office)s::bigint) IS NOT NULL
    ORDER BY
        worker.person_id,
        array_position(ARRAY['SPONSOR', 'APBD', 'DBHCHT', 'CSR'], sponsorship.purse::text),
        home.id
),
placed AS MATERIALIZED (
    SELECT
        due.*,
        coalesce(due.paying_agency_id, home.collector_id, home.id) AS agency_id,
        coalesce(home.reporter_id, home.id) AS reporting_agency_id,
        row_number() OVER (
            PARTITION BY coalesce(due.paying_agency_id, home.collector_id, home.id)
            ORDER BY home.code, due.sponsor_name NULLS LAST, due.worker_id
        ) AS position
    FROM due
    JOIN registry_agency AS home ON home.id = due.home_agency_id
),
opened AS (
    INSERT INTO billing_run (
        programme_id, month, state, prepared_by, issued_by, issued_at, four_eyes,
        lines_count, total_rp
    )
    SELECT %(programme)s, %(month)s, 'ISSUED', %(by)s, %(issued_by)s, now(), %(four_eyes)s,
           count(*), sum(amount_rp)
    FROM placed
    WHERE %(prepared_run)s::bigint IS NULL
    HAVING count(*) > 0
    RETURNING id
),
run AS (
    SELECT id FROM opened
    UNION ALL
    SELECT %(prepared_run)s::bigint WHERE %(prepared_run)s::bigint IS NOT NULL
),
bill AS (
    INSERT INTO billing_bill (
        run_id, programme_id, month, agency_id, sequence, lines_count, total_rp, due_date
    )
    SELECT
        run.id, %(programme)s, %(month)s, placed.agency_id,
        1 + (SELECT coalesce(max(former.sequence), 0)
             FROM billing_bill AS former
             WHERE former.programme_id = %(programme)s AND former.month = %(month)s
               AND former.agency_id = placed.agency_id),
        count(*), sum(placed.amount_rp), %(due_date)s
    FROM placed
    CROSS JOIN run
    GROUP BY run.id, placed.agency_id
    RETURNING id, agency_id
)
INSERT INTO billing_line (
    bill_id, position, kind, month, sponsorship_id, person_id, tariff_id, amount_rp, slot,
    home_agency_id, reporting_agency_id, reason
)
SELECT
    bill.id, placed.position, 'CHARGE', %(month)s, placed.sponsorship_id, placed.person_id,
    placed.tariff_id, placed.amount_rp, placed.slot, placed.home_agency_id,
    placed.reporting_agency_id, ''
FROM placed
JOIN bill ON bill.agency_id = placed.agency_id
