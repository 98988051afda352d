"""The outbox's states in SQL: claimed by lease, fenced by owner, one commit a change (D2).

At any moment a worker has at most one letter that may have left without our knowing it: the one
that is `transmitting`. Settling a letter and beginning the next one share a commit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from crm.core.db import db
from crm.core.transactions import unit_of_work
from crm.links.models import Link
from crm.reminders.models import Bounce, Enclosure, Lane, Message, MessageState, Unsubscription
from crm.reminders.outcomes import Carried, Settlement
from crm.reminders.upserts import insertion, is_postgresql, table_of

UNSURE = (MessageState.CLAIMED, MessageState.TRANSMITTING)
CARRIED = (
    Message.id,
    Message.lane,
    Message.attempts,
    Message.message_id,
    Message.recipient,
    Message.recipient_name,
    Message.subject,
    Message.body_text,
    Message.body_html,
    Message.attachments,
    Message.created_at,
    Message.given_again_at,
    Message.useful_until,
    Message.next_at,
)


@dataclass(frozen=True)
class Leaving:
    """A claimed letter about to leave: the links it carries, the hour, and its new lease."""

    letter: Carried
    links: Sequence[int]
    now: datetime
    until: datetime


_OUTBOX = table_of(Message)
_LINKS = table_of(Link)
_MINE = (
    _OUTBOX.c.id == sa.bindparam("letter_id"),
    _OUTBOX.c.owner == sa.bindparam("me"),
    _OUTBOX.c.state == sa.bindparam("held", type_=_OUTBOX.c.state.type),
)
_SETTLE = (
    sa.update(_OUTBOX)
    .where(*_MINE)
    .values(
        state=sa.bindparam("to_state", type_=_OUTBOX.c.state.type),
        owner=None,
        lease_until=None,
        next_at=sa.bindparam("again_at", type_=_OUTBOX.c.next_at.type),
        sent_at=sa.bindparam("went_at", type_=_OUTBOX.c.sent_at.type),
        last_error=sa.bindparam("said"),
        ambiguous=_OUTBOX.c.ambiguous + sa.bindparam("unsure"),
    )
)
_BEGIN = (
    sa.update(_OUTBOX)
    .where(*_MINE)
    .values(
        state=MessageState.TRANSMITTING,
        lease_until=sa.bindparam("until", type_=_OUTBOX.c.lease_until.type),
    )
)
_OPEN_LINKS = sa.exists().where(
    _LINKS.c.id.in_(sa.bindparam("link_ids", expanding=True)), _LINKS.c.revoked_at.is_(None)
)
_UNUSED_LINKS = sa.exists().where(
    _LINKS.c.id.in_(sa.bindparam("link_ids", expanding=True)),
    _LINKS.c.revoked_at.is_(None),
    _LINKS.c.used_at.is_(None),
    _LINKS.c.expires_at > sa.bindparam("now", type_=_LINKS.c.expires_at.type),
)
_STOPPED = table_of(Unsubscription)
_WELCOME = ~sa.exists().where(_STOPPED.c.address == sa.func.lower(_OUTBOX.c.recipient))
_BEGIN_WHILE_OPEN = _BEGIN.where(_OPEN_LINKS)
_BEGIN_WHILE_UNUSED = _BEGIN.where(_UNUSED_LINKS)
_PROMOTE = {
    statement: statement.where(_WELCOME)
    for statement in (_BEGIN, _BEGIN_WHILE_OPEN, _BEGIN_WHILE_UNUSED)
}


def reclaim(now: datetime) -> None:
    """Put back what a dead worker held; what it may have sent counts as ambiguous."""
    over = sa.select(Message.id).where(Message.state.in_(UNSURE), Message.lease_until < now)
    unsure = sa.case((Message.state == MessageState.TRANSMITTING, 1), else_=0)
    _update_picked(
        over,
        state=MessageState.QUEUED,
        owner=None,
        lease_until=None,
        ambiguous=Message.ambiguous + unsure,
    )


def claim(me: str, most: int, now: datetime, until: datetime) -> list[Carried]:
    """Take the most urgent letters that are due; nobody else has them until the lease ends."""
    due = (
        sa.select(Message.id)
        .where(Message.state == MessageState.QUEUED, Message.next_at <= now)
        .order_by(Message.lane, Message.next_at, Message.id)
        .limit(most)
    )
    taken = _update_picked(
        due,
        state=MessageState.CLAIMED,
        owner=me,
        lease_until=until,
        attempts=Message.attempts + 1,
    )
    return sorted(taken, key=lambda row: (row.lane, row.next_at, row.id))


@dataclass
class Desk:
    """One connection on which a worker changes the states of its letters, one commit each."""

    me: str
    connection: sa.Connection | None = None

    def turn_over(self, last: Settlement | None, leaving: Leaving | None) -> bool:
        """One commit: what became of the last letter, and that the next one is leaving.

        False when the next one was taken back, or its links were voided.
        """
        with self._opened().begin():
            if last is not None:
                self._settle(last)
            return leaving is not None and self._begin(leaving)

    def close(self) -> None:
        """Give the connection back."""
        connection, self.connection = self.connection, None
        if connection is not None:
            connection.close()

    def _opened(self) -> sa.Connection:
        if self.connection is None:
            self.connection = db.engine.connect()
        return self.connection

    def _begin(self, leaving: Leaving) -> bool:
        """Mark a claimed letter; a reminder also falls away when all its links were used.

        Promotion falls away as soon as its address wants none.
        """
        letter, links = leaving.letter, list(leaving.links)
        values = {"letter_id": letter.id, "me": self.me, "held": MessageState.CLAIMED}
        values["until"] = leaving.until
        statement = _BEGIN
        if links and letter.lane >= Lane.REMINDER:
            statement = _BEGIN_WHILE_UNUSED
            values |= {"link_ids": links, "now": leaving.now}
        elif links:
            statement = _BEGIN_WHILE_OPEN
            values["link_ids"] = links
        if letter.lane >= Lane.PROMOTION:
            statement = _PROMOTE[statement]
        return bool(self._opened().execute(statement, values).rowcount)

    def _settle(self, settlement: Settlement) -> None:
        values = {
            "letter_id": settlement.letter_id,
            "me": self.me,
            "held": settlement.held,
            "to_state": settlement.to_state,
            "again_at": settlement.again_at,
            "went_at": settlement.went_at,
            "said": settlement.said,
            "unsure": settlement.unsure,
        }
        self._opened().execute(_SETTLE, values)
        if settlement.refused:
            bounce = insertion(Bounce).on_conflict_do_nothing()
            address, day = settlement.refused.casefold(), settlement.at.date()
            row = {"address": address, "day": day, "reply": settlement.said}
            self._opened().execute(bounce, [row])


def release(me: str) -> None:
    """Put back what was claimed and not begun, as if it had never been claimed."""
    with unit_of_work():
        db.session.execute(
            sa.update(Message)
            .where(Message.owner == me, Message.state == MessageState.CLAIMED)
            .values(
                state=MessageState.QUEUED,
                owner=None,
                lease_until=None,
                attempts=Message.attempts - 1,
            )
            .execution_options(synchronize_session=False)
        )


def links_numbered(numbers: Iterable[int]) -> dict[int, sa.Row[Any]]:
    """What the worker needs of the links that a batch of letters names."""
    wanted = set(numbers)
    if not wanted:
        return {}
    columns = (Link.id, Link.purpose, Link.subject_version, Link.recipient, Link.digest)
    found = db.session.execute(sa.select(*columns).where(Link.id.in_(wanted))).all()
    return dict(zip((link.id for link in found), found, strict=True))


def files_of(digests: Iterable[str]) -> dict[str, bytes]:
    """The contents of a batch's enclosures."""
    wanted = set(digests)
    if not wanted:
        return {}
    rows = db.session.execute(
        sa.select(Enclosure.sha256, Enclosure.data).where(Enclosure.sha256.in_(wanted))
    )
    return {row.sha256: row.data for row in rows}


def _update_picked(picked: sa.Select[int], **values: Any) -> Sequence[Carried]:
    """Update the rows of a query that nobody else is at, and give them back."""
    if is_postgresql():
        picked = picked.with_for_update(skip_locked=True)
    chosen = picked.cte("chosen")
    statement = (
        sa.update(Message)
        .where(Message.id.in_(sa.select(chosen.c.id)))
        .values(**values)
        .returning(*CARRIED)
        .execution_options(synchronize_session=False)
    )
    with unit_of_work():
        return db.session.execute(statement).all()
