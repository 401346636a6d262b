-- Purpose: register the new civil servants of a list
-- One row per: accepted row whose NIP the programme does not know yet
-- Reads: intake_sponsorrow, registry_judgement, registry_person, registry_sponsor
-- Writes: registry_person, registry_sponsor, registry_sponsorterm
-- Parameters: batch, programme, beginning (the day from which a first term holds), unit_names and
--             unit_ids (what each unit's name in the list means)
-- Safe to repeat: yes; who is registered by then is passed over
WITH accepted AS MATERIALIZED (
    SELECT
        received.*,
        unit.agency_id,
        person.id AS known_person_id,
        coalesce(person.id, nextval('registry_person_id_seq')) AS person_id,
        nextval('registry_sponsor_id_seq') AS sponsor_id
    FROM intake_sponsorrow AS received
    JOIN unnest(%(unit_names)s::text[], %(unit_ids)s::bigint[]) AS unit (agency_name, agency_id)
        ON unit.agency_name = received.agency_name AND unit.agency_id IS NOT NULL
    LEFT JOIN registry_judgement AS judgement
        ON judgement.batch_id = received.batch_id AND judgement.row_number = received.row_number
    LEFT JOIN registry_person AS person ON person.nik_index = received.nik_index
    WHERE received.batch_id = %(batch)s
      AND coalesce(judgement.status, received.status) = 'accepted'
      AND coalesce(judgement.action, 'NEW') = 'NEW'
      AND judgement.decision IS DISTINCT FROM 'KEEP'
      AND NOT EXISTS (
          SELECT FROM registry_sponsor AS sponsor
          WHERE sponsor.programme_id = %(programme)s AND sponsor.nip_index = received.nip_index
      )
),
people AS (
    INSERT INTO registry_person (
        id, name, birth_date, birth_place, sex, nik_sealed, nik_index, phone_sealed
    )
    SELECT
        person_id, name, birth_date, '', coalesce(sex, ''), nik_sealed, nik_index, phone_sealed
    FROM accepted WHERE known_person_id IS NULL
),
sponsors AS (
    INSERT INTO registry_sponsor (id, programme_id, person_id, nip_sealed, nip_index, batch_id)
    SELECT sponsor_id, %(programme)s, person_id, nip_sealed, nip_index, batch_id
    FROM accepted
)
INSERT INTO registry_sponsorterm (
    sponsor_id, from_date, agency_id, kind, position, contract_end_date, end_reason
)
SELECT
    sponsor_id, %(beginning)s, agency_id, coalesce(kind, 'PNS'), left(coalesce(position, ''), 200),
    contract_end_date, ''
FROM accepted;
