"""Questions about formal assignments."""

import sqlalchemy as sa

from crm.sharing.models import FormalStep


def steps_of(assignment_id: int) -> sa.Select[FormalStep]:
    """What was noted of a formal assignment, in the order of noting."""
    theirs = sa.select(FormalStep).where(FormalStep.assignment_id == assignment_id)
    return theirs.order_by(FormalStep.id)
