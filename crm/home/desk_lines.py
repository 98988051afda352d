"""What waits at the reminder desk, what went out, and what the house reminds somebody of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from crm.accounts.models import User
from crm.core.addresses import configuration
from crm.core.db import db
from crm.core.templating import local
from crm.core.words import gettext as _
from crm.core.words import ngettext
from crm.home.lines import Waiting
from crm.home.places import is_built
from crm.institutions.queries import today
from crm.permissions import Permission
from crm.reminders.models import Message, MessageState
from crm.reminders.queries import in_app_of

DESK = "/desk/letters"
SHOWN = 10
SATURDAY = 5


def letters_given_up(user: User) -> Iterable[Waiting]:
    """Letters that did not arrive, for whoever may mend them."""
    if not user.can(Permission.EDIT_REMINDERS):
        return
    dead = sa.select(sa.func.count(), sa.func.min(Message.created_at)).where(
        Message.state == MessageState.DEAD
    )
    count, oldest = db.session.execute(dead).one()
    if count:
        yield Waiting(
            title=ngettext(
                "%(num)s letter did not arrive", "%(num)s letters did not arrive", count
            ),
            url=DESK if is_built(DESK) else "",
            second=_("The address refuses it. Correct it, or pass the words on."),
            act_label=_("Mend") if is_built(DESK) else "",
            act_url=DESK if is_built(DESK) else "",
            icon="mail-x",
            since=local(oldest).date(),
        )


def reminders_in_the_house(user: User) -> Iterable[Waiting]:
    """What the rules remind this user of on the page itself."""
    for reminder in db.session.scalars(in_app_of(user.id).limit(SHOWN)):
        yield Waiting(
            title=reminder.title,
            url=reminder.url,
            second=reminder.rule,
            act_label=_("Look at it") if reminder.url else "",
            act_url=reminder.url,
            icon="bell-ringing",
            since=local(reminder.at).date(),
        )


@dataclass(frozen=True)
class WentOut:
    """What left the house since the last working day."""

    since: date
    sent: int
    owed: int
    given_up: int


def went_out(user: User) -> WentOut | None:
    """The letters since the working day before today, for whoever sees the desk."""
    if not user.can(Permission.SEE_DESK):
        return None
    since = last_working_day(today())
    zone = ZoneInfo(configuration().timezone)
    from_then = Message.created_at >= datetime.combine(since, time(), zone)
    counted = sa.select(Message.state, sa.func.count()).where(from_then).group_by(Message.state)
    counts = dict(db.session.execute(counted).all())
    still = (MessageState.QUEUED, MessageState.CLAIMED, MessageState.TRANSMITTING)
    return WentOut(
        since,
        counts.get(MessageState.SENT, 0),
        sum(counts.get(state, 0) for state in still),
        counts.get(MessageState.DEAD, 0),
    )


def last_working_day(day: date) -> date:
    """The weekday before a day: on Mondays that is Friday."""
    day -= timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day -= timedelta(days=1)
    return day
