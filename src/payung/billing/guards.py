"""What the database itself refuses of bills, whoever writes them."""

from __future__ import annotations

import pgtrigger

_FROZEN = "RAISE EXCEPTION 'an issued run is never changed' USING ERRCODE = 'check_violation';"

_TWO_PEOPLE = """
    IF NEW.state = 'ISSUED' AND NEW.total_rp >= 0
       AND (NEW.issued_by = NEW.prepared_by OR NEW.issued_by = '')
       AND EXISTS (
           SELECT 1 FROM registry_programme AS programme
           WHERE programme.code = NEW.programme_id AND programme.settings @> '{"four_eyes": true}'
       ) THEN
        RAISE EXCEPTION 'four eyes are two people' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

_OPEN_MONTH = """
    IF EXISTS (
        SELECT 1 FROM new_bills AS bill JOIN billing_closing AS closing USING (programme_id, month)
    ) THEN
        RAISE EXCEPTION 'the month of a bill is closed' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT 1
        FROM new_bills AS bill
        JOIN billing_run AS run ON run.id = bill.run_id
        JOIN registry_programme AS programme ON programme.code = bill.programme_id
        WHERE run.state <> 'ISSUED'
           OR run.programme_id <> bill.programme_id OR run.month <> bill.month
           OR bill.total_rp >= 0 AND run.issued_by = run.prepared_by
              AND programme.settings @> '{"four_eyes": true}'
    ) THEN
        RAISE EXCEPTION 'a bill belongs to an issued run of its month'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

# Asked of a bill at commit, and of the lines by their statement: a bill may stand before its lines.
_SUM_OF_BILL = """
    IF NOT EXISTS (
        SELECT 1 FROM billing_line AS line WHERE line.bill_id = NEW.id
        HAVING count(*) = NEW.lines_count AND count(*) > 0 AND sum(line.amount_rp) = NEW.total_rp
    ) THEN
        RAISE EXCEPTION 'the lines of a bill must sum to it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

_SUM_OF_LINES = """
    IF EXISTS (
        SELECT 1
        FROM billing_bill AS bill
        JOIN (
            SELECT line.bill_id, sum(line.amount_rp) AS lines_rp, count(*) AS lines_count
            FROM billing_line AS line
            WHERE line.bill_id IN (SELECT bill_id FROM new_lines)
            GROUP BY line.bill_id
        ) AS standing ON standing.bill_id = bill.id
        WHERE bill.total_rp <> standing.lines_rp OR bill.lines_count <> standing.lines_count
    ) THEN
        RAISE EXCEPTION 'the lines of a bill must sum to it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

_RIGHT_CHARGE = """
    IF EXISTS (
        SELECT 1
        FROM new_lines AS line
        JOIN billing_bill AS bill ON bill.id = line.bill_id
        JOIN billing_tariff AS tariff ON tariff.id = line.tariff_id
        JOIN pairing_sponsorship AS sponsorship ON sponsorship.id = line.sponsorship_id
        JOIN registry_worker AS worker ON worker.id = sponsorship.worker_id
        WHERE line.kind = 'CHARGE'
          AND (line.amount_rp, line.month, line.month, line.person_id, bill.programme_id,
               bill.programme_id, tariff.purse)
              IS DISTINCT FROM
              (tariff.total_rp, tariff.month, bill.month, worker.person_id, tariff.programme_id,
               sponsorship.programme_id, sponsorship.purse)
           OR line.kind = 'CHARGE' AND bill.total_rp < 0
           OR line.kind = 'CHARGE' AND NOT sponsorship.months @> line.month
    ) THEN
        RAISE EXCEPTION 'a charge follows its tariff, its sponsorship and its bill'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

_RIGHT_REVERSAL = """
    IF EXISTS (
        SELECT 1
        FROM new_lines AS back
        JOIN billing_bill AS bill ON bill.id = back.bill_id
        JOIN billing_line AS line ON line.id = back.reverses_id
        JOIN billing_bill AS charged ON charged.id = line.bill_id
        WHERE back.reverses_id IS NOT NULL
          AND (line.kind <> 'CHARGE'
               OR bill.programme_id <> charged.programme_id
               OR (back.amount_rp, back.month, back.person_id, back.tariff_id, back.sponsorship_id)
                  <> (-line.amount_rp, line.month, line.person_id, line.tariff_id,
                      line.sponsorship_id))
    ) THEN
        RAISE EXCEPTION 'a reversal takes back exactly its charge'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

# The unique key stops two charges in one slot; this stops a slot that no reversal has freed.
_FREE_SLOT = """
    IF EXISTS (
        SELECT 1
        FROM new_lines AS line
        WHERE line.kind = 'CHARGE' AND line.slot <> 0
          AND line.slot IS DISTINCT FROM (
              SELECT count(*)
              FROM billing_line AS former
              JOIN billing_line AS back ON back.reverses_id = former.id
              WHERE former.kind = 'CHARGE' AND former.person_id = line.person_id
                AND former.month = line.month
          )
    ) THEN
        RAISE EXCEPTION 'a month is charged again only after a reversal'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


def of_runs() -> list[pgtrigger.Trigger]:
    """Freeze issued runs, and ask for two people where the programme's settings do.

    A credit note is one person's: it takes money back from nobody.
    """
    return [
        pgtrigger.Trigger(
            name="issued_is_frozen",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            condition=pgtrigger.Q(old__state="ISSUED"),
            func=_FROZEN,
        ),
        pgtrigger.Trigger(
            name="two_people",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update,
            func=_TWO_PEOPLE,
        ),
    ]


def of_bills() -> list[pgtrigger.Trigger]:
    """Refuse bills of closed months or of no issued run, and bills that their lines do not make."""
    return [
        _after_insert("month_is_open", "new_bills", _OPEN_MONTH),
        pgtrigger.Trigger(
            name="bill_has_its_lines",
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            timing=pgtrigger.Deferred,
            func=_SUM_OF_BILL,
        ),
    ]


def of_lines() -> list[pgtrigger.Trigger]:
    """Refuse lines that do not follow bill, tariff, sponsorship or the charge they take back."""
    return [
        _after_insert("lines_sum_to_their_bill", "new_lines", _SUM_OF_LINES),
        _after_insert("right_charge", "new_lines", _RIGHT_CHARGE),
        _after_insert("right_reversal", "new_lines", _RIGHT_REVERSAL),
        _after_insert("free_slot", "new_lines", _FREE_SLOT),
    ]


def _after_insert(name: str, rows: str, check: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new=rows),
        func=check,
    )
