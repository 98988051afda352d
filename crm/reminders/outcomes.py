"""What becomes of a letter after a try: pure functions of the letter, the answer and the hour."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

import sqlalchemy as sa

from crm.core.parcels import Refused
from crm.reminders.models import MessageState

Carried: TypeAlias = sa.Row[Any]
"""A claimed letter, with the columns of `delivery.CARRIED`."""
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
SPREAD = 0.2
GREYLISTED = timedelta(minutes=5)
GIVEN_UP_AFTER = timedelta(hours=72)
WITHDRAWN, STALE, POISON = "withdrawn", "stale", "poison"


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """What becomes of one letter, from the state we hold it in."""

    letter_id: int
    held: MessageState
    to_state: MessageState
    at: datetime
    again_at: datetime
    said: str = ""
    unsure: int = 0
    went_at: datetime | None = None
    refused: str = ""


def sent(letter: Carried, now: datetime) -> Settlement:
    """The server has taken it."""
    return Settlement(
        letter_id=letter.id,
        held=MessageState.TRANSMITTING,
        to_state=MessageState.SENT,
        at=now,
        again_at=letter.next_at,
        went_at=now,
    )


def given_up(
    letter: Carried, held: MessageState, said: str, now: datetime, *, refused: str = ""
) -> Settlement:
    """Nobody will take it; `refused` names an address that does not want any letter."""
    return Settlement(
        letter_id=letter.id,
        held=held,
        to_state=MessageState.DEAD,
        at=now,
        again_at=letter.next_at,
        said=said[:1000],
        refused=refused,
    )


def withdrawn(letter: Carried, now: datetime) -> Settlement:
    """Its reason has gone: a link was voided or used, or its time is over."""
    return Settlement(
        letter_id=letter.id,
        held=MessageState.CLAIMED,
        to_state=MessageState.CANCELLED,
        at=now,
        again_at=letter.next_at,
        said=STALE if is_stale(letter, now) else WITHDRAWN,
    )


def refused(letter: Carried, refusal: Refused, now: datetime) -> Settlement:
    """The server does not take it: for good, or perhaps later."""
    held = MessageState.TRANSMITTING
    if refusal.for_good:
        return given_up(letter, held, str(refusal), now, refused=letter.recipient)
    return put_off(letter, held, str(refusal), now, at_least=GREYLISTED)


def put_off(  # noqa: PLR0913
    letter: Carried,
    held: MessageState,
    said: str,
    now: datetime,
    *,
    unsure: int = 0,
    at_least: timedelta = timedelta(0),
) -> Settlement:
    """Another try later, until 72 hours have passed since the letter was owed."""
    if now - (letter.given_again_at or letter.created_at) >= GIVEN_UP_AFTER:
        return given_up(letter, held, said, now)
    return Settlement(
        letter_id=letter.id,
        held=held,
        to_state=MessageState.QUEUED,
        at=now,
        again_at=now + max(pause(letter.attempts), at_least),
        said=said[:1000],
        unsure=unsure,
    )


def pause(attempts: int) -> timedelta:
    """How long to wait after so many tries, a fifth more or less."""
    wait = BACKOFF[min(max(attempts, 1), len(BACKOFF)) - 1]
    return wait * random.uniform(1 - SPREAD, 1 + SPREAD)  # noqa: S311  (no secret)


def is_stale(letter: Carried, now: datetime) -> bool:
    """Tell whether its time is over."""
    return letter.useful_until is not None and letter.useful_until <= now
