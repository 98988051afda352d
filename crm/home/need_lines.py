"""Needs of the board whose deadline nears, for those who can still fill them."""

from collections.abc import Iterable
from datetime import timedelta

from crm.accounts.models import User
from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.templating import near_date
from crm.core.words import gettext as _
from crm.home.lines import Waiting
from crm.institutions.queries import today
from crm.permissions import Permission
from crm.sharing.models import SharingNeed
from crm.sharing.queries.postings import needs_waiting

SHOWN = 10
NEAR = timedelta(days=7)


def needs_running_out(user: User) -> Iterable[Waiting]:
    """Open needs for which nobody was asked yet and that have a week left or less."""
    if not user.can(Permission.PROPOSE_SHARING):
        return
    near = needs_waiting(user, on=today()).where(SharingNeed.deadline <= today() + NEAR)
    for need in db.session.scalars(near.limit(SHOWN)):
        url = path_of("sharing_needs.show", sharing_need_id=need.id)
        yield Waiting(
            title=_("Nobody is asked yet: %(need)s", need=need.title),
            url=url,
            second=f"{need.host.name} · {_('answer by %(day)s', day=near_date(need.deadline))}",
            act_label=_("Find help"),
            act_url=url,
            icon="user-search",
            since=need.deadline,
        )
