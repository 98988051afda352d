"""Planning: rules, occasions and a moment give every reminder owed, and why the others are not.

A pure function: it reads nothing, writes nothing and asks no clock. The tick, the preview and the
oracle of the tests run the same one.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from crm.core.words import lazy_gettext as _l
from crm.reminders.hours import calm, next_round
from crm.reminders.models import ReminderState
from crm.reminders.sources import Fact, LeftOut, Occasion, Recipient
from crm.reminders.standing_in import reader_for
from crm.reminders.terms import Channel, Terms
from crm.reminders.turns import Circumstances, Turn, turns_of

Key: TypeAlias = tuple[object, ...]
DIGEST = 3
"""From so many letters a day on, one person gets one letter with all of them."""
LONGEST_OCCURRENCE = 60
MOVED = "R00"
NO_ADDRESS = _l("No e-mail address")
REFUSED = _l("The address refused letters on two days")
NO_CONSENT = _l("No consent to promotion")


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One reminder to one person through one channel; skipped ones say why.

    `at` is when it goes; `moment` when its turn came by the rule alone.
    """

    rule: str
    source: str
    step: str
    occasion: Occasion
    recipient: Recipient
    channel: Channel
    moment: datetime
    at: datetime
    deadline: datetime | None
    state: ReminderState = ReminderState.PLANNED
    reason: Any = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    gathered: bool = False

    @property
    def key(self) -> Key:
        """What makes it this reminder and no other; the present date is not part of it."""
        of = self.occasion
        who = person_of(self.recipient)
        about = (of.subject_kind, of.subject_id, short(of.occurrence))
        return (self.rule, self.step, *about, who, self.channel.value)

    @property
    def day(self) -> date:
        """The date it speaks of, for its recipient."""
        return self.occasion.day(self.recipient.zone)

    @property
    def is_letter(self) -> bool:
        """Tell whether it will leave as an e-mail."""
        return self.channel is Channel.EMAIL and self.state is ReminderState.PLANNED

    def is_due(self, now: datetime) -> bool:
        """Tell whether its time has come."""
        return self.at <= now


def plan(
    rules: Iterable[Terms],
    occasions: Mapping[str, Iterable[Occasion]],
    around: Circumstances,
) -> list[Planned]:
    """Every reminder that lies between what was planned before and `around.until`, soonest first.

    `occasions` maps the code of a source to what it offers now. Planning again with the same facts
    gives the same keys; what lies behind `since` comes back only while it is pending.
    """
    found: dict[Key, Planned] = {}
    for rule in rules:
        for occasion in occasions.get(rule.source, ()):
            for planned in _of_occasion(rule, occasion, around):
                found.setdefault(planned.key, planned)
    ahead = (one for one in _digested(list(found.values()), around) if _is_ahead(one, around))
    return in_order(ahead)


def plan_moves(
    told: Mapping[Key, date], occasions: Iterable[tuple[str, Occasion]], around: Circumstances
) -> list[Planned]:
    """One notice to each who was told another date than the present one.

    `told` maps (subject kind, subject id, occurrence, person) to the date last told.
    """
    found: dict[Key, Planned] = {}
    for source, occasion in occasions:
        for recipient in _readers(occasion, around):
            about = (occasion.subject_kind, occasion.subject_id, short(occasion.occurrence))
            before = told.get((*about, person_of(recipient)))
            if before is not None and before != occasion.day(recipient.zone):
                notice = _move_notice(source, occasion, recipient, before, around.now)
                found.setdefault(notice.key, notice)
    return in_order(found.values())


def person_of(recipient: Recipient) -> str:
    """The same person in every key: as a person, else as a user, else as an address."""
    if recipient.person_id is not None:
        return f"person:{recipient.person_id}"
    if recipient.user_id is not None:
        return f"user:{recipient.user_id}"
    return recipient.email.casefold()


def short(occurrence: str) -> str:
    """An occurrence as the log keeps it: a long one by its digest."""
    if len(occurrence) <= LONGEST_OCCURRENCE:
        return occurrence
    return hashlib.sha256(occurrence.encode()).hexdigest()[:LONGEST_OCCURRENCE]


def in_order(found: Iterable[Planned]) -> list[Planned]:
    """Soonest first, and always the same order."""
    return sorted(found, key=lambda planned: (planned.at, planned.key))


def _of_occasion(rule: Terms, occasion: Occasion, around: Circumstances) -> Iterator[Planned]:
    for recipient in _readers(occasion, around):
        if rule.concerns(recipient.audience):
            yield from _for_one(rule, occasion, recipient, around)
    for left in occasion.left_out:
        if rule.concerns(left.recipient.audience):
            for planned in _for_one(rule, occasion, left.recipient, around):
                yield _left_out(planned, left)


def _readers(occasion: Occasion, around: Circumstances) -> list[Recipient]:
    """Whom to remind; for who must not be written, a mailbox, which gets no private link."""
    return [reader_for(to, around.mailboxes, link=None) for to in occasion.recipients]


def _left_out(planned: Planned, left: LeftOut) -> Planned:
    return replace(planned, state=ReminderState.SKIPPED, reason=left.reason, facts=left.facts)


def _for_one(
    rule: Terms, occasion: Occasion, recipient: Recipient, around: Circumstances
) -> Iterator[Planned]:
    for turn in turns_of(rule, occasion, recipient, around):
        for channel in _channels(rule, recipient, turn):
            reason = _why_not(rule, recipient, turn, channel, around)
            yield Planned(
                rule=rule.code,
                source=rule.source,
                step=turn.step,
                occasion=occasion,
                recipient=recipient,
                channel=channel,
                moment=turn.moment,
                at=turn.at,
                deadline=turn.deadline,
                state=ReminderState.SKIPPED if reason else ReminderState.PLANNED,
                reason=reason or "",
            )


def _channels(rule: Terms, recipient: Recipient, turn: Turn) -> Iterator[Channel]:
    has_page = recipient.user_id is not None
    if has_page and (Channel.APP in rule.channels or turn.is_too_late):
        yield Channel.APP
    for channel in (Channel.EMAIL, Channel.COPY):
        if channel in rule.channels:
            yield channel


def _why_not(
    rule: Terms, recipient: Recipient, turn: Turn, channel: Channel, around: Circumstances
) -> Any:
    if turn.is_too_late and channel is Channel.APP:
        return None
    if turn.reason is not None:
        return turn.reason
    if rule.promotional and not _welcomes_promotion(recipient, around):
        return NO_CONSENT
    return _why_no_letter(recipient, around) if channel is Channel.EMAIL else None


def _welcomes_promotion(recipient: Recipient, around: Circumstances) -> bool:
    return recipient.consented and recipient.email.casefold() not in around.unsubscribed


def _why_no_letter(recipient: Recipient, around: Circumstances) -> Any:
    if not recipient.email:
        return NO_ADDRESS
    return REFUSED if recipient.email.casefold() in around.refused else None


def _is_ahead(planned: Planned, around: Circumstances) -> bool:
    if planned.at > around.until:
        return False
    return planned.moment > around.since(planned.source) or planned.key in around.pending


def _digested(planned: list[Planned], around: Circumstances) -> Iterator[Planned]:
    """The same reminders, those of a person's full day gathered into one letter."""
    days: dict[tuple[str, date], list[Planned]] = defaultdict(list)
    for one in planned:
        if one.is_letter:
            days[_whose_day(one)].append(one)
        else:
            yield one
    for letters in days.values():
        yield from letters if len(letters) < DIGEST else _gathered(letters, around)


def _whose_day(planned: Planned) -> tuple[str, date]:
    there = planned.at.astimezone(ZoneInfo(planned.recipient.zone))
    return planned.recipient.email.casefold(), there.date()


def _gathered(letters: list[Planned], around: Circumstances) -> Iterator[Planned]:
    """Those of one instant together; once two letters went that day, later ones wait a round."""
    sent = 0
    for _at, instant in groupby(in_order(letters), key=lambda one: one.at):
        group = list(instant)
        if len(group) >= DIGEST:
            sent += 1
            yield from (replace(one, gathered=True) for one in group)
        elif sent + len(group) < DIGEST:
            sent += len(group)
            yield from group
        else:
            yield from (_held(one, around) for one in group)


def _held(planned: Planned, around: Circumstances) -> Planned:
    recipient = planned.recipient
    at = next_round(planned.at, recipient.zone, around.calendar(recipient.province_code))
    if planned.deadline is not None and planned.deadline <= at:
        return planned
    return replace(planned, at=at, gathered=True)


def _move_notice(
    source: str, occasion: Occasion, recipient: Recipient, before: date, now: datetime
) -> Planned:
    at = calm(now, recipient.zone)
    return Planned(
        rule=MOVED,
        source=source,
        step=f"{before}>{occasion.day(recipient.zone)}",
        occasion=replace(occasion, facts={"before": before}),
        recipient=recipient,
        channel=Channel.EMAIL,
        moment=at,
        at=at,
        deadline=None,
    )
