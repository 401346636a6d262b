"""What the database itself refuses of persons, whoever writes them."""

from __future__ import annotations

import pgtrigger


def of_persons() -> list[pgtrigger.Trigger]:
    """Refuse to give a known NIK another index without sealing it anew."""
    return [
        pgtrigger.Trigger(
            name="nik_changes_whole",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(
                old__nik_index__isnull=False,
                old__nik_index__df=pgtrigger.F("new__nik_index"),
                old__nik_sealed__ndf=pgtrigger.F("new__nik_sealed"),
            ),
            func="RAISE EXCEPTION 'a NIK and its index change together' "
            "USING ERRCODE = 'check_violation';",
        )
    ]
