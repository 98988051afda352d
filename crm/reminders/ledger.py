"""Writing the log: what is planned changes until it has gone, what has gone never changes."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from crm.core.db import db
from crm.links.models import Link
from crm.reminders.composing import link_ids
from crm.reminders.models import Reminder, ReminderState
from crm.reminders.planning import Key, Planned, person_of, short
from crm.reminders.terms import Channel
from crm.reminders.upserts import insertion, table_of
from crm.reminders.wording import in_both_languages

KEY = ("rule", "step", "subject_kind", "subject_id", "occurrence", "person", "channel")
COLUMNS = [getattr(Reminder, name) for name in KEY]
CHANGING = (
    "at",
    "state",
    "reason",
    "day",
    "gathered",
    "title",
    "url",
    "recipient",
    "recipient_name",
    "zone",
    "user_id",
    "institution_id",
    "settled_at",
)
NO_LONGER = {"id": "Tidak diperlukan lagi", "en": "No longer needed"}


def fingerprint(planned: Planned) -> tuple[object, ...]:
    """What a row of the log must say to be up to date with the plan."""
    title = planned.occasion.title[:300]
    return (planned.at, planned.state, planned.gathered, planned.day, title)


def foresee(planned: Iterable[Planned]) -> None:
    """Write down what is to come; rows that have gone are left alone."""
    rows = [_row(one, settled_at=None) for one in planned]
    if rows:
        db.session.execute(_statement(), rows)


def settle(planned: Sequence[Planned], now: datetime) -> dict[Key, int]:
    """Hand reminders to their channels: the rows, by key, that nobody had handed over before."""
    rows = [_row(one, settled_at=now) for one in sorted(planned, key=lambda one: one.key)]
    if not rows:
        return {}
    won = db.session.execute(_statement().returning(*COLUMNS, Reminder.id), rows)
    return {(*row[:6], row[6].value): row[7] for row in won}


def drop(row_ids: Sequence[int]) -> None:
    """Cancel what was planned and is not needed any more; it may still come back."""
    if row_ids:
        db.session.execute(
            sa.update(Reminder)
            .where(Reminder.id.in_(row_ids), Reminder.settled_at.is_(None))
            .values(state=ReminderState.CANCELLED, reason=NO_LONGER)
            .execution_options(synchronize_session=False)
        )


def close(now: datetime) -> None:
    """Let what was skipped or cancelled rest once its time is over."""
    over = (ReminderState.SKIPPED, ReminderState.CANCELLED)
    db.session.execute(
        sa.update(Reminder)
        .where(Reminder.settled_at.is_(None), Reminder.at <= now, Reminder.state.in_(over))
        .values(settled_at=now)
        .execution_options(synchronize_session=False)
    )


def tidy(now: datetime) -> None:
    """Take out of the hands what was answered meanwhile: words whose private links are closed."""
    waiting = db.session.execute(
        sa.select(Reminder.id, Reminder.words).where(
            Reminder.state == ReminderState.QUEUED,
            Reminder.channel == Channel.COPY,
            Reminder.done_at.is_(None),
        )
    ).all()
    named = {row.id: link_ids(row.words) for row in waiting}
    still_open = set(
        db.session.scalars(
            sa.select(Link.id).where(
                Link.id.in_({number for numbers in named.values() for number in numbers}),
                Link.used_at.is_(None),
                Link.revoked_at.is_(None),
                Link.expires_at > now,
            )
        )
    )
    over = [row for row, numbers in named.items() if numbers and not numbers & still_open]
    if over:
        db.session.execute(
            sa.update(Reminder)
            .where(Reminder.id.in_(over))
            .values(state=ReminderState.CANCELLED, reason=NO_LONGER)
            .execution_options(synchronize_session=False)
        )


def note_words(words: Iterable[tuple[int, str | None, str]]) -> None:
    """Keep with each row the key of its letter and what it says on a page."""
    rows = [{"row_id": row, "key": letter, "said": said} for row, letter, said in words]
    if rows:
        db.session.connection().execute(_NOTE, rows)


_LOG = table_of(Reminder)
_NOTE = (
    sa.update(_LOG)
    .where(_LOG.c.id == sa.bindparam("row_id"))
    .values(letter=sa.bindparam("key"), words=sa.bindparam("said"))
)


def _statement() -> Any:
    statement = insertion(Reminder)
    return statement.on_conflict_do_update(
        index_elements=COLUMNS,
        set_={name: statement.excluded[name] for name in CHANGING},
        where=Reminder.settled_at.is_(None),
    )


def _row(planned: Planned, *, settled_at: datetime | None) -> dict[str, Any]:
    occasion, recipient = planned.occasion, planned.recipient
    return {
        "rule": planned.rule,
        "step": planned.step,
        "subject_kind": occasion.subject_kind,
        "subject_id": occasion.subject_id,
        "occurrence": short(occasion.occurrence),
        "person": person_of(recipient),
        "channel": planned.channel,
        "at": planned.at,
        "state": _state(planned, settled_at),
        "reason": _reason(planned),
        "day": planned.day,
        "gathered": planned.gathered,
        "title": occasion.title[:300],
        "url": occasion.url[:300],
        "recipient": recipient.email,
        "recipient_name": recipient.name[:200],
        "zone": recipient.zone,
        "user_id": recipient.user_id,
        "institution_id": recipient.institution_id,
        "words": "",
        "settled_at": settled_at,
    }


def _state(planned: Planned, settled_at: datetime | None) -> ReminderState:
    if planned.state is not ReminderState.PLANNED or settled_at is None:
        return planned.state
    return ReminderState.DIGESTED if planned.gathered else ReminderState.QUEUED


def _reason(planned: Planned) -> dict[str, str]:
    if not planned.reason:
        return {}
    return in_both_languages(planned.reason, planned.facts, planned.recipient.zone)
