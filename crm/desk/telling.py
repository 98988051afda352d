"""Letters that went out show on the timeline of the institution that they were for."""

from datetime import timedelta

import sqlalchemy as sa

from crm.core import clock
from crm.core.audiences import Audience
from crm.core.db import db, reading
from crm.core.transactions import unit_of_work
from crm.desk.events import LetterSent, ReminderSent
from crm.reminders.models import Message, MessageState
from crm.timeline.models import Entry
from crm.timeline.topics import Topic

LOOKED_BACK = timedelta(days=2)
EACH_ROUND = 2000
MESSAGE = "message"


def untold_letters() -> sa.Select[Message]:
    """What went out lately for an institution and stands on no timeline yet."""
    is_told = sa.exists().where(Entry.subject_kind == MESSAGE, Entry.subject_id == Message.id)
    return (
        sa.select(Message)
        .where(
            Message.state == MessageState.SENT,
            Message.institution_id.isnot(None),
            Message.created_at > clock.now() - LOOKED_BACK,
            ~is_told,
        )
        .order_by(Message.created_at, Message.id)
        .limit(EACH_ROUND)
    )


def tell_of_letters() -> int:
    """Tell them; say how many."""
    with reading():
        rows = [_entry(letter) for letter in db.session.scalars(untold_letters())]
    if rows:
        with unit_of_work():
            db.session.execute(sa.insert(Entry), rows)
    return len(rows)


def _entry(letter: Message) -> dict[str, object]:
    kind = ReminderSent if letter.rule else LetterSent
    return {
        "record_kind": "institution",
        "record_id": letter.institution_id,
        "at": letter.sent_at or clock.now(),
        "topic": Topic.LETTERS,
        "audience": Audience.NETWORK,
        "fact": kind.__name__,
        "actor": "Mitra",
        "facts": {
            "recipient": letter.recipient_name or letter.recipient,
            "subject": letter.subject,
            "rule": letter.rule,
        },
        "reason": "",
        "subject_kind": MESSAGE,
        "subject_id": letter.id,
    }
