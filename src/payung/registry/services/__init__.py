"""Everything that writes in this room."""

from payung.registry.services.applying import apply_batch
from payung.registry.services.judging import Outcome, judge_batch
from payung.registry.services.programmes import add_programme

__all__ = ["Outcome", "add_programme", "apply_batch", "judge_batch"]
