"""What waits in staff sharing, and what an institution shares."""

from collections.abc import Iterable

from crm.accounts.models import User
from crm.accounts.session import current_user
from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.templating import local, plain_date
from crm.core.words import gettext as _
from crm.home.lines import Related, Waiting
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.institutions.words import ago
from crm.permissions import Permission
from crm.sharing.models import Assignment
from crm.sharing.queries import assignments_of as assignments_at
from crm.sharing.queries import assignments_visible_to, assignments_waiting_for
from crm.sharing.wording import STATES

SHOWN = 10
LISTED = 50


def assignments_to_act_on(user: User) -> Iterable[Waiting]:
    """The assignments on which this user is the one to act now."""
    if not user.can(Permission.SEE_SHARING):
        return
    waiting = assignments_waiting_for(user, on=today()).limit(SHOWN)
    for one in db.session.scalars(waiting).unique():
        since = local(one.moved_at).date()
        url = path_of("assignments.show", assignment_id=one.id)
        said = [str(STATES[one.state][0]), one.code, ago(since)]
        yield Waiting(
            title=_("Staff sharing: %(title)s", title=title_of(one)),
            url=url,
            second=" · ".join(said),
            act_label=_("Look at it"),
            act_url=url,
            icon="arrows-exchange",
            since=since,
        )


def assignments_of(institution: Institution) -> list[Related]:
    """What an institution lends and receives, as far as the visitor may know."""
    theirs = assignments_at(institution).with_only_columns(Assignment.id).order_by(None)
    seen = assignments_visible_to(current_user(), on=today())
    shown = seen.where(Assignment.id.in_(theirs)).order_by(Assignment.moved_at.desc())
    return [_line(one) for one in db.session.scalars(shown.limit(LISTED)).unique()]


def _line(one: Assignment) -> Related:
    state, tone = STATES[one.state]
    return Related(
        title=title_of(one),
        url=path_of("assignments.show", assignment_id=one.id),
        second=f"{one.code} · {plain_date(local(one.moved_at).date())}",
        state=str(state),
        tone=tone,
    )


def title_of(one: Assignment) -> str:
    """Who goes where."""
    return str(_("%(person)s to %(host)s", person=one.person.name, host=one.host.name))
