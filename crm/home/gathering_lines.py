"""What waits in gatherings, and to what an institution is invited."""

from collections.abc import Iterable
from datetime import timedelta

from crm.accounts.models import User
from crm.accounts.session import current_user
from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.templating import local, moment, near_date, plain_date
from crm.core.words import gettext as _
from crm.gatherings.models import ActionItem, Gathering
from crm.gatherings.queries import actions_due, answers_waiting_for, seen_by
from crm.gatherings.queries import gatherings_of as gatherings_at
from crm.gatherings.words import gathering_badge
from crm.home.lines import Related, Waiting
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.permissions import Permission

SHOWN = 10
LISTED = 50
SOON = timedelta(days=7)


def invitations_to_answer(user: User) -> Iterable[Waiting]:
    """Invitations that this user has not answered and still can."""
    if not user.can(Permission.ANSWER_INVITATIONS):
        return
    for place in db.session.scalars(answers_waiting_for(user).limit(SHOWN)):
        gathering = place.gathering
        url = path_of("gatherings.show", gathering_id=gathering.id)
        yield Waiting(
            title=_("Will you come? %(title)s", title=gathering.title),
            url=url,
            second=moment(gathering.starts_at, gathering.zone),
            act_label=_("Answer"),
            act_url=url,
            icon="users-group",
            since=local(place.invited_at).date() if place.invited_at else None,
        )


def follow_ups_due(user: User) -> Iterable[Waiting]:
    """Promises of meetings that are due within a week or late, in this user's hands."""
    if not user.can(Permission.SEE_GATHERINGS):
        return
    due = actions_due(user).where(ActionItem.due_on <= today() + SOON).limit(SHOWN)
    for action in db.session.scalars(due).unique():
        late = action.due_on < today()
        url = path_of("action_items.show", action_id=action.id)
        due_on = _("due %(day)s", day=near_date(action.due_on))
        yield Waiting(
            title=action.what,
            url=url,
            second=" · ".join(filter(None, ["" if late else due_on, holder_of(action)])),
            late=_("Late since %(day)s", day=plain_date(action.due_on)) if late else "",
            act_label=_("Look at it"),
            act_url=url,
            icon="checkbox",
            since=action.due_on,
        )


def holder_of(action: ActionItem) -> str:
    """Who promised."""
    holder = action.person or action.institution
    return holder.name if holder else ""


def gatherings_of(institution: Institution) -> list[Related]:
    """To what an institution is or was invited, as far as the visitor may know."""
    shown = gatherings_at(institution).where(seen_by(current_user())).limit(LISTED)
    return [_line(one) for one in db.session.scalars(shown)]


def _line(one: Gathering) -> Related:
    state, tone = gathering_badge(one.state)
    return Related(
        title=one.title,
        url=path_of("gatherings.show", gathering_id=one.id),
        second=moment(one.starts_at, one.zone),
        state=str(state),
        tone=tone,
    )
