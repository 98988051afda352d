"""What this room puts on the calendar of one reader."""

from collections.abc import Iterable
from datetime import date

from crm.accounts.models import User
from crm.almanac.month import Entry
from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.templating import clock_time, local
from crm.gatherings.models import ActionItem, Gathering, GatheringState
from crm.gatherings.queries import actions_due, gatherings_between, seen_by
from crm.permissions import Permission

TONES = {GatheringState.DRAFT: "idle", GatheringState.POSTPONED: "wait"}


def gathering_entries(user: User, first: date, last: date) -> Iterable[Entry]:
    """The gatherings of a span and the follow-ups due in it. Costs two statements."""
    if not user.can(Permission.SEE_GATHERINGS):
        return
    found = gatherings_between(first, last).where(seen_by(user))
    for gathering in db.session.scalars(found):
        yield _met(gathering)
    due = actions_due(user).where(ActionItem.due_on.between(first, last))
    for action in db.session.scalars(due).unique():
        yield _due(action)


def _met(gathering: Gathering) -> Entry:
    there = local(gathering.starts_at, gathering.zone)
    return Entry(
        there.date(),
        gathering.title,
        path_of("gatherings.show", gathering_id=gathering.id),
        tone=TONES.get(gathering.state, "move"),
        time=clock_time(there),
        icon="users-group",
    )


def _due(action: ActionItem) -> Entry:
    url = path_of("action_items.show", action_id=action.id)
    return Entry(action.due_on, action.what, url, tone="wait", icon="flag")
