"""What work that has begun still asks of somebody: hours to confirm, an evaluation, the closing."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from crm.accounts.models import User
from crm.sharing.models import Assignment, Evaluation, Party, SignOff, State, TimeEntry
from crm.sharing.queries.reach import confirmed_by, own_person

awaits_closing = Assignment.state == State.EVALUATED
"""Host and person have evaluated; the secretariat closes it."""
awaits_settling = (
    sa.select(SignOff.id)
    .where(
        SignOff.assignment_id == Assignment.id,
        SignOff.objected_at.is_not(None),
        SignOff.settled_at.is_(None),
    )
    .exists()
)
"""A party says that what was written down was not its answer; the secretariat looks into it."""


def awaits_word_of(user: User, on: date) -> list[sa.ColumnElement[bool]]:
    """Hold for work of which this user confirms hours, or says what to think of it."""
    confirms, own = confirmed_by(user, on=on), Assignment.person_id == own_person(user)
    at_host = Assignment.host_id.in_(confirms)
    completed = Assignment.state == State.COMPLETED
    return [
        at_host & Assignment.state.in_([State.ACTIVE, State.COMPLETED]) & _has_open_hours(),
        completed & at_host & ~_is_judged_by(Party.HOST_HEAD),
        completed & own & ~_is_judged_by(Party.PERSON),
    ]


def _has_open_hours() -> sa.Exists:
    hours: sa.Select[Any] = sa.select(TimeEntry.id).where(
        TimeEntry.assignment_id == Assignment.id, TimeEntry.confirmed_at.is_(None)
    )
    return hours.exists()


def _is_judged_by(party: Party) -> sa.Exists:
    given: sa.Select[Any] = sa.select(Evaluation.id).where(
        Evaluation.assignment_id == Assignment.id, Evaluation.party == party
    )
    return given.exists()
