"""When a rule comes to a recipient of an occasion: offsets, free days, what is late (domain 6)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from crm.almanac.workdays import Workdays
from crm.core.words import lazy_gettext as _l
from crm.reminders.hours import DAY, ROUND, calm, calm_workday, day_ends, on_the_clock
from crm.reminders.sources import Occasion, Recipient
from crm.reminders.standing_in import Mailboxes
from crm.reminders.terms import Nature, Step, Terms, Unit

GRACE = timedelta(hours=1)
"""How late a tick may be before a reminder counts as late."""
REACH = 30
"""How many days back a repetition can still wait to go."""
REPEATED = _l("A later reminder says the same")
STALE = _l("Too late to be of use: the house was down or the reminder was held up")
TOO_LATE = _l("Known less than 24 hours before")


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What planning must know beside rules and occasions.

    `since` is up to when each source was planned before; `pending` the keys planned then and not
    yet gone; `refused` the addresses that do not take letters; `unsubscribed` those that want no
    promotion; `mailboxes` what stands in for those who must not be written.
    """

    now: datetime
    until: datetime
    calendar: Callable[[str | None], Workdays]
    since: Callable[[str], datetime]
    pending: frozenset[tuple[object, ...]] = frozenset()
    refused: frozenset[str] = frozenset()
    unsubscribed: frozenset[str] = frozenset()
    mailboxes: Mailboxes = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One moment at which a recipient's turn comes; a reason says why it does not."""

    step: str
    moment: datetime
    at: datetime
    deadline: datetime | None
    reason: Any = None

    @property
    def is_too_late(self) -> bool:
        """Tell whether only the page itself may still say it."""
        return self.reason is TOO_LATE


def turns_of(
    rule: Terms, occasion: Occasion, recipient: Recipient, around: Circumstances
) -> list[Turn]:
    """Every turn of a recipient in the time that matters, in their order."""
    turns = sorted(_on_time(rule, occasion, recipient, around), key=lambda turn: turn.at)
    turns = _caught_up(turns, occasion.known_at, recipient.zone)
    return _still_useful(turns, around.now, recipient.zone)


def _on_time(
    rule: Terms, occasion: Occasion, recipient: Recipient, around: Circumstances
) -> Iterator[Turn]:
    workdays = around.calendar(recipient.province_code)
    for step in rule.steps[recipient.from_step :]:
        deadline = _deadline(rule, step, occasion, recipient.zone)
        for number in _repetitions(rule, step, occasion, around):
            at = _moment(rule, step, number, occasion, recipient, workdays)
            name = f"{step.name}#{number}" if number else step.name
            if at is not None:
                yield Turn(step=name, moment=at, at=at, deadline=deadline)


def _repetitions(rule: Terms, step: Step, occasion: Occasion, around: Circumstances) -> range:
    """The numbers of a step's repetitions that may matter now: one for a step without."""
    if step.repeat is None:
        return range(1)
    first = occasion.day("UTC").toordinal() + step.offset
    earliest = around.since(rule.source).date().toordinal() - step.repeat - REACH
    begin = max(0, (earliest - first) // step.repeat)
    end = (around.until.date().toordinal() - first) // step.repeat + 2
    return range(begin, max(begin, end))


def _moment(  # noqa: PLR0913, PLR0917
    rule: Terms,
    step: Step,
    number: int,
    occasion: Occasion,
    recipient: Recipient,
    workdays: Workdays,
) -> datetime | None:
    """The instant of a step; None where the calendar itself ends."""
    try:
        if step.offset == 0 and number == 0 and rule.nature is Nature.AFTER and occasion.at:
            return calm_workday(occasion.at, recipient.zone, workdays)
        target = _counted(step, number, occasion.day(recipient.zone), workdays)
        earlier = step.offset < 0 or (step.offset == 0 and rule.nature is Nature.BEFORE)
        day = workdays.at_or_before(target) if earlier else workdays.at_or_after(target)
        return on_the_clock(day, ROUND, recipient.zone)
    except OverflowError:
        return None


def _counted(step: Step, number: int, day: date, workdays: Workdays) -> date:
    again = timedelta(days=number * (step.repeat or 0))
    if step.unit is Unit.WORKDAYS:
        return workdays.shifted(day, step.offset) + again
    return day + timedelta(days=step.offset) + again


def _deadline(rule: Terms, step: Step, occasion: Occasion, zone: str) -> datetime | None:
    """When a letter of this step has lost its use; None when it never does."""
    if occasion.useful_until is not None:
        return occasion.useful_until
    if rule.nature is not Nature.BEFORE or step.offset > 0:
        return None
    try:
        return occasion.at or day_ends(occasion.day(zone), zone)
    except OverflowError:
        return None


def _caught_up(turns: list[Turn], known_at: datetime | None, zone: str) -> list[Turn]:
    """Of the steps that lay before the occasion was known, the last one comes at once."""
    late = [turn for turn in turns if known_at is not None and turn.at < known_at]
    if not late or known_at is None:
        return turns
    ahead = turns[len(late) :]
    at = calm(known_at, zone)
    last = replace(late[-1], at=at, moment=at)
    if ahead and ahead[0].at - at < DAY:
        last = replace(last, reason=REPEATED)
    elif last.deadline is not None and last.deadline - at < DAY:
        last = replace(last, reason=TOO_LATE)
    return [*(replace(turn, at=at, moment=at, reason=REPEATED) for turn in late[:-1]), last, *ahead]


def _still_useful(turns: list[Turn], now: datetime, zone: str) -> list[Turn]:
    """What should have gone is sent late if it is of use; only the newest of several."""
    due = [turn for turn in turns if turn.at <= now and turn.reason is None]
    newest = due[-1] if due else None
    return [_late(turn, newest, now, zone) if turn in due else turn for turn in turns]


def _late(turn: Turn, newest: Turn | None, now: datetime, zone: str) -> Turn:
    if turn is not newest:
        return replace(turn, reason=REPEATED)
    if turn.at >= now - GRACE:
        return turn
    at = calm(now, zone)
    if turn.deadline is not None and turn.deadline <= at:
        return replace(turn, reason=STALE)
    return turn if at == now else replace(turn, at=at)
