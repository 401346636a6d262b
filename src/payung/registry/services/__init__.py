"""Everything that writes in this room."""

from payung.registry.services.applying import apply_batch
from payung.registry.services.deciding import add_alias, confirm_sector, decide_row
from payung.registry.services.judging import Outcome, judge_batch
from payung.registry.services.memberships import end_membership, end_service, name_sponsors
from payung.registry.services.programmes import add_programme

__all__ = [
    "Outcome",
    "add_alias",
    "add_programme",
    "apply_batch",
    "confirm_sector",
    "decide_row",
    "end_membership",
    "end_service",
    "judge_batch",
    "name_sponsors",
]
