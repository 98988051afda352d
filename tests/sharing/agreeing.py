"""Everyone who is asked says yes."""

from dataclasses import replace

from crm.core.transactions import commit
from crm.sharing.models import APPROVING, Assignment, Party
from crm.sharing.negotiation import agree
from tests.factories.sharing import Cast


def agreed_by_all(cast: Cast, assignment: Assignment) -> None:
    """Every yes that the current version awaits now; the parent body's in Ratna's voice."""
    for party in list(assignment.awaited):
        speaker = cast.voice(Party.PERSON if party in APPROVING else party)
        agree(assignment, replace(speaker, party=party), version=assignment.current_number)
    commit()
