"""Questions about answers that somebody wrote down for a party."""

import sqlalchemy as sa

from crm.sharing.models import SignOff


def recorded_answers(*, of: int | None = None) -> sa.Select[SignOff]:
    """The answers that were written down, those of one assignment or all."""
    query = sa.select(SignOff).where(SignOff.recorded_by != "")
    return query if of is None else query.where(SignOff.assignment_id == of)
