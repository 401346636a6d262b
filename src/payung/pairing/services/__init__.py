"""Everything that writes in this room: propose pairs, open them, change one, end one."""

from payung.pairing.services.deciding import choose_sponsor, end_sponsorship, reject_proposal
from payung.pairing.services.opening import open_proposals
from payung.pairing.services.proposing import propose

__all__ = ["choose_sponsor", "end_sponsorship", "open_proposals", "propose", "reject_proposal"]
