"""Letters of the moment something happens, in the words of a rule (Nature.EVENT, and steps H+0)."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from crm.core import clock
from crm.core.db import db
from crm.core.words import lazy_gettext as _l
from crm.reminders.forecast import Script, sources
from crm.reminders.models import Lane, ReminderState, Rule
from crm.reminders.owing import hand_over
from crm.reminders.planning import NO_ADDRESS, Planned
from crm.reminders.redirecting import mailboxes_for
from crm.reminders.sources import LeftOut, Occasion, Recipient
from crm.reminders.standing_in import reader_for
from crm.reminders.terms import Channel, Step

AT_ONCE = Step(0).name
SWITCHED_OFF = _l("The rule is switched off")


def announce(code: str, occasion: Occasion) -> int:
    """Owe the letters of a rule now, in the transaction at hand; say how many reminders went.

    Each is logged as the step H+0 of the rule, so that no later round repeats it. While the rule
    is off, or where someone is left out, the log says so instead.
    """
    rule = db.session.scalars(sa.select(Rule).where(Rule.code == code)).one()
    script, now = Script.of(rule, sources().get(rule.source)), clock.now()
    boxes = mailboxes_for(to.email for to in occasion.recipients)
    readers = [reader_for(to, boxes, link=None) for to in occasion.recipients]
    planned = [
        *(one for to in readers for one in _for_one(script, occasion, to, now)),
        *(one for left in occasion.left_out for one in _left_out(script, occasion, left, now)),
    ]
    unique = {one.key: one for one in reversed(planned)}
    return hand_over(list(reversed(unique.values())), {code: script}, now, Lane.LETTER)


def _for_one(script: Script, occasion: Occasion, to: Recipient, now: datetime) -> list[Planned]:
    if not script.terms.concerns(to.audience):
        return []
    return [
        _planned(script, occasion, to, channel, now)
        for channel in script.terms.channels
        if channel is not Channel.CALENDAR
        and (channel is not Channel.APP or to.user_id is not None)
    ]


def _left_out(script: Script, occasion: Occasion, left: LeftOut, now: datetime) -> list[Planned]:
    return [
        replace(one, state=ReminderState.SKIPPED, reason=left.reason, facts=left.facts)
        for one in _for_one(script, occasion, left.recipient, now)
    ]


def _planned(
    script: Script, occasion: Occasion, to: Recipient, channel: Channel, now: datetime
) -> Planned:
    reason = _why_not(script, to, channel)
    return Planned(
        rule=script.terms.code,
        source=script.terms.source,
        step=AT_ONCE,
        occasion=occasion,
        recipient=to,
        channel=channel,
        moment=now,
        at=now,
        deadline=occasion.useful_until,
        state=ReminderState.SKIPPED if reason else ReminderState.PLANNED,
        reason=reason or "",
    )


def _why_not(script: Script, to: Recipient, channel: Channel) -> object:
    if not script.active:
        return SWITCHED_OFF
    return NO_ADDRESS if channel is Channel.EMAIL and not to.email else None
