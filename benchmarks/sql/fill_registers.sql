-- Purpose: register invented workers, each with a sponsor of his own from a month on
-- One row per: worker and sponsor (person, membership, open term), pair (sponsorship)
-- Reads: registry_agency
-- Writes: registry_person, registry_sponsor, registry_sponsorterm, registry_worker,
--         registry_workerterm, pairing_sponsorship
-- Parameters: programme, workers, sponsors (that many of the workers have one), from_month,
--             nik_sealed, nip_sealed (one of each stands for all: they are not measured)
-- Safe to repeat: no; the tables are empty before
INSERT INTO registry_person (id, name, birth_date, birth_place, sex, nik_sealed, nik_index)
SELECT number, 'Orang Contoh ' || number, date '1966-01-01' + number %% 14000, 'Kendal',
       CASE number %% 2 WHEN 0 THEN 'L' ELSE 'P' END,
       %(nik_sealed)s,
       substr(sha256(('nik' || number)::bytea), 1, 16)
FROM generate_series(1, %(workers)s + %(sponsors)s) AS number;

INSERT INTO registry_worker (id, programme_id, person_id, named_purse)
SELECT number, %(programme)s, number, '' FROM generate_series(1, %(workers)s) AS number;

INSERT INTO registry_workerterm (
    worker_id, from_date, village_code, kecamatan_code, address, occupation, sector,
    sector_confirmed, income_rp, end_reason
)
SELECT number, '1900-01-01', '33.24.14.2002', '33.24.14', 'RT 1', 'nelayan',
       CASE number %% 6 WHEN 0 THEN 'transport' ELSE 'other' END, number %% 2 = 0, 750000, ''
FROM generate_series(1, %(workers)s) AS number;

INSERT INTO registry_sponsor (id, programme_id, person_id, nip_sealed, nip_index)
SELECT number, %(programme)s, %(workers)s + number, %(nip_sealed)s,
       substr(sha256(('nip' || number)::bytea), 1, 16)
FROM generate_series(1, %(sponsors)s) AS number;

INSERT INTO registry_sponsorterm (
    sponsor_id, from_date, agency_id, kind, position, end_reason
)
SELECT number, '1900-01-01', units.ids[1 + number %% cardinality(units.ids)], 'PNS', '', ''
FROM generate_series(1, %(sponsors)s) AS number
CROSS JOIN (
    SELECT array_agg(id ORDER BY id) AS ids FROM registry_agency
    WHERE programme_id = %(programme)s
) AS units;

INSERT INTO pairing_sponsorship (
    programme_id, worker_id, sponsor_id, purse, months, method, opened_by, end_reason
)
SELECT %(programme)s, number, number, 'SPONSOR', daterange(%(from_month)s, NULL), 'NAMED',
       'bench', ''
FROM generate_series(1, %(sponsors)s) AS number;
