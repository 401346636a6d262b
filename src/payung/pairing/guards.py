"""What the database itself refuses of sponsorships, whoever writes them."""

from __future__ import annotations

import pgtrigger

# The one look ahead at bills: what was charged rests on its sponsorship as long as it stands.
_COVERS_ITS_CHARGES = """
    IF EXISTS (
        SELECT 1
        FROM new_sponsorships AS sponsorship
        JOIN old_sponsorships AS former USING (id)
        JOIN billing_line AS line ON line.sponsorship_id = sponsorship.id
        WHERE line.kind = 'CHARGE'
          AND (NOT sponsorship.months @> line.month
               OR (sponsorship.worker_id, sponsorship.programme_id, sponsorship.purse)
                  <> (former.worker_id, former.programme_id, former.purse)
               OR sponsorship.sponsor_id IS DISTINCT FROM former.sponsor_id)
          AND NOT EXISTS (SELECT 1 FROM billing_line AS back WHERE back.reverses_id = line.id)
    ) THEN
        RAISE EXCEPTION 'a sponsorship covers the months charged on it'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


def of_sponsorships() -> list[pgtrigger.Trigger]:
    """Refuse to shorten or turn over a sponsorship on which standing charges rest."""
    return [
        pgtrigger.Trigger(
            name="covers_its_charges",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            referencing=pgtrigger.Referencing(old="old_sponsorships", new="new_sponsorships"),
            func=_COVERS_ITS_CHARGES,
        )
    ]
