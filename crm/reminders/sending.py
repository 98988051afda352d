"""The postman: claims letters, fills in their private links, hands them over, says how it went."""

import logging
import os
import socket
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.exc import OperationalError

from crm.core import clock
from crm.core.addresses import configuration, link_to
from crm.core.db import reading
from crm.core.mail import transport_for
from crm.core.parcels import Parcel, Refused, Transport, Unknown, Unreachable
from crm.core.tokens import derived_secret, digest
from crm.reminders import delivery, outcomes, unsubscribing
from crm.reminders.composing import Draft, composed, link_ids
from crm.reminders.delivery import Desk, Leaving
from crm.reminders.models import Lane, MessageState
from crm.reminders.outcomes import Carried, Settlement
from crm.reminders.watch import the_hour

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=10)
"""More than twice the 240 seconds that one letter may take."""
BATCH = 50
A_WHILE_S = 10.0
"""No more is claimed at once than goes in about so many seconds."""
DATABASE_PATIENCE_S = (0.2, 0.5, 1, 2, 4, 8)
POISONS = (ValueError, KeyError, TypeError, LookupError)


@dataclass
class Tally:
    """What one round of deliveries came to."""

    counts: dict[MessageState, int] = field(default_factory=dict)
    unreachable: bool = False

    @property
    def moved(self) -> int:
        """How many letters came to something."""
        return sum(self.counts.values())

    @property
    def sent(self) -> int:
        """How many letters were taken."""
        return self.counts.get(MessageState.SENT, 0)

    def count(self, state: MessageState) -> None:
        """Add one letter."""
        self.counts[state] = self.counts.get(state, 0) + 1


@dataclass(frozen=True)
class Mailbag:
    """What a batch of letters needs beside its rows: open links and enclosed files."""

    links: Mapping[int, sa.Row[Any]]
    files: Mapping[str, bytes]

    @classmethod
    def for_batch(cls, batch: Sequence[Carried]) -> "Mailbag":
        """Load everything that the letters of a batch name, set-wise."""
        numbers = (number for letter in batch for number in _numbers(letter))
        digests = (str(file["sha256"]) for letter in batch for file in letter.attachments)
        with reading():
            return cls(delivery.links_numbered(numbers), delivery.files_of(digests))

    def parcel(self, letter: Carried) -> Parcel | str:
        """The letter ready to travel, its placeholders filled in; or why it can't be written.

        Made for a whole batch ahead, so that nothing lies between an answer and its commit.
        """
        try:
            return composed(_draft(letter), self._addresses(letter), self.files)
        except POISONS as error:
            return f"{outcomes.POISON}: {error}"

    def own_links(self, letter: Carried) -> list[int]:
        """The private links in it that are really meant for its recipient."""
        to = letter.recipient.casefold()
        named = (self.links[number] for number in _numbers(letter) if number in self.links)
        return [link.id for link in named if link.recipient.casefold() == to]

    def _addresses(self, letter: Carried) -> dict[int, str]:
        own = (self.links[number] for number in self.own_links(letter))
        return {link.id: link_to("links.new", token=secret_of(link)) for link in own}


def _new_name() -> str:
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


@dataclass
class Postman:
    """One worker. In tests the lease and the transport's patience are shorter."""

    transport: Transport
    lease: timedelta = LEASE
    stop: Event = field(default_factory=Event)
    me: str = field(default_factory=_new_name)
    tally: Tally = field(default_factory=Tally)
    pace: float = 0.0
    ahead: timedelta = timedelta(0)
    links: Mapping[int, Sequence[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sit down at a desk of our own."""
        self.desk = Desk(self.me)

    def deliver(self, limit: int | None = None) -> Tally:
        """Deliver what is due, at most `limit` letters; what nobody takes stays owed."""
        self.tally = Tally()
        while not self.stop.is_set() and not self.tally.unreachable:
            batch = self._claimed(limit)
            if not batch:
                break
            self._deliver(batch)
        return self.tally

    def _claimed(self, limit: int | None) -> list[Carried]:
        most = BATCH if self.pace * BATCH < A_WHILE_S else max(1, int(A_WHILE_S / self.pace))
        most = most if limit is None else min(most, limit - self.tally.moved)
        if most <= 0:
            return []
        now = the_hour()
        self.ahead = now - clock.now()
        delivery.reclaim(now)
        return delivery.claim(self.me, most, now, now + self.lease)

    def _deliver(self, batch: Sequence[Carried]) -> None:
        bag = Mailbag.for_batch(batch)
        parcels = {letter.id: bag.parcel(letter) for letter in batch}
        self.links = {letter.id: bag.own_links(letter) for letter in batch}
        last: Settlement | None = None
        for place, letter in enumerate(batch):
            if self.stop.is_set() or not self._is_reached(batch[place:]):
                break
            last = self._one(letter, parcels[letter.id], last)
        self._turn_over(last)
        self.desk.close()
        if self.stop.is_set():
            delivery.release(self.me)

    def _is_reached(self, waiting: Sequence[Carried]) -> bool:
        """Reach the server before a letter is begun; without one, what waits is put off."""
        try:
            self.transport.open()
        except Unreachable as trouble:
            log.warning("The mail server can't be reached: %s", trouble)
            self.tally.unreachable = True
            held, now = MessageState.CLAIMED, self._now()
            for letter in waiting:
                self._turn_over(outcomes.put_off(letter, held, str(trouble), now))
            return False
        return True

    def _one(self, letter: Carried, parcel: Parcel | str, last: Settlement | None) -> Settlement:
        """Settle the letter before and begin this one in one commit; give what became of it."""
        if isinstance(parcel, str):
            self._turn_over(last)
            return outcomes.given_up(letter, MessageState.CLAIMED, parcel, self._now())
        if not self._turn_over(last, letter):
            return outcomes.withdrawn(letter, self._now())
        began = time.monotonic()
        outcome = self._tried(letter, parcel)
        self.pace = 0.8 * self.pace + 0.2 * (time.monotonic() - began)
        return outcome

    def _tried(self, letter: Carried, parcel: Parcel) -> Settlement:
        held = MessageState.TRANSMITTING
        try:
            self.transport.send(parcel)
        except Refused as refusal:
            return outcomes.refused(letter, refusal, self._now())
        except Unknown as doubt:
            return outcomes.put_off(letter, held, str(doubt), self._now(), unsure=1)
        except Unreachable as trouble:
            return outcomes.put_off(letter, held, str(trouble), self._now())
        except POISONS as error:
            return outcomes.given_up(letter, held, f"{outcomes.POISON}: {error}", self._now())
        return outcomes.sent(letter, self._now())

    def _turn_over(self, last: Settlement | None, letter: Carried | None = None) -> bool:
        """One commit for both letters; a database that is away for seconds costs no copy."""
        if last is None and letter is None:
            return False
        leaving = None
        if letter is not None and not outcomes.is_stale(letter, self._now()):
            now = self._now()
            leaving = Leaving(letter, self.links[letter.id], now, now + self.lease)
        begun = self._patiently(last, leaving)
        if last is not None:
            self.tally.count(last.to_state)
        return begun

    def _patiently(self, last: Settlement | None, leaving: Leaving | None) -> bool:
        for pause in DATABASE_PATIENCE_S:
            try:
                return self.desk.turn_over(last, leaving)
            except OperationalError:
                log.warning("The database is away; trying again.")
                self.desk.close()
                time.sleep(pause)
        return self.desk.turn_over(last, leaving)

    def _now(self) -> datetime:
        return clock.now() + self.ahead


def deliver(limit: int | None = None, *, stop: Event | None = None) -> Tally:
    """One round through the way out that MAIL_URL names; nothing leaves while there is none."""
    transport = transport_for(configuration())
    if transport is None:
        return Tally()
    try:
        return Postman(transport, stop=stop or Event()).deliver(limit)
    finally:
        transport.close()


def _numbers(letter: Carried) -> list[int]:
    return sorted(link_ids(letter.body_text, letter.body_html))


def _draft(letter: Carried) -> Draft:
    return Draft(
        message_id=letter.message_id,
        sender=configuration().mail_from,
        recipient=letter.recipient,
        recipient_name=letter.recipient_name,
        subject=letter.subject,
        text=letter.body_text,
        html=letter.body_html,
        created_at=letter.created_at,
        attachments=letter.attachments,
        unsubscribe=_way_out_for(letter),
    )


def _way_out_for(letter: Carried) -> str:
    """Where the reader of promotion stops it with one click; other letters have none."""
    if letter.lane < Lane.PROMOTION:
        return ""
    return link_to("unsubscriptions.new", token=unsubscribing.token_for(letter.recipient))


def secret_of(link: sa.Row[Any]) -> str:
    """The link's secret under the key that was in use when it was issued."""
    for key in (None, *current_app.config["SECRET_KEY_FALLBACKS"]):
        secret = derived_secret("link", link.id, link.purpose, link.subject_version, key=key)
        if digest(secret) == link.digest:
            return secret
    raise ValueError("The key with which this letter's link was made is gone.")
