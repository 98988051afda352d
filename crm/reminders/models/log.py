"""The log: every reminder planned, what became of it and why (domain 6)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Model, Words
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.reminders.events import ReminderDoneByHand, ReminderSkipped
from crm.reminders.terms import Channel


class ReminderState(StrEnum):
    """Where a reminder stands; QUEUED means handed to its channel, DONE passed on by hand."""

    PLANNED = "planned"
    QUEUED = "queued"
    DIGESTED = "digested"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    DONE = "done"


class Reminder(Model):
    """One reminder to one person through one channel. Until `settled_at` it is planned anew."""

    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(sa.String(10))
    step: Mapped[str] = mapped_column(sa.String(40))
    subject_kind: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[int]
    occurrence: Mapped[str] = mapped_column(sa.String(60))
    person: Mapped[str] = mapped_column(sa.String(270))
    channel: Mapped[Channel] = mapped_column(Words(Channel))

    at: Mapped[datetime]
    state: Mapped[ReminderState] = mapped_column(Words(ReminderState))
    reason: Mapped[dict[str, Any]] = mapped_column(default=dict)
    day: Mapped[date]
    gathered: Mapped[bool] = mapped_column(default=False)
    title: Mapped[str] = mapped_column(sa.String(300))
    url: Mapped[str] = mapped_column(sa.String(300), default="")
    recipient: Mapped[str] = mapped_column(sa.String(254))
    recipient_name: Mapped[str] = mapped_column(sa.String(200), default="")
    zone: Mapped[str] = mapped_column(sa.String(40))
    user_id: Mapped[int | None]
    institution_id: Mapped[int | None]
    letter: Mapped[str | None] = mapped_column(sa.String(300), index=True)
    words: Mapped[str] = mapped_column(sa.Text, default="")
    settled_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]

    __table_args__ = (
        sa.UniqueConstraint(
            "rule",
            "step",
            "subject_kind",
            "subject_id",
            "occurrence",
            "person",
            "channel",
            name="uq_reminder_key",
        ),
        sa.Index("ix_reminder_unsettled", "settled_at", "at", "id"),
        sa.Index("ix_reminder_state", "state", "at", "id"),
        sa.Index("ix_reminder_user", "user_id", "channel", "done_at", "id"),
        sa.Index("ix_reminder_subject", "subject_kind", "subject_id", "id"),
        sa.Index("ix_reminder_day", "day", "state"),
        sa.Index("ix_reminder_channel", "channel", "state", "done_at", "at"),
    )

    @property
    def waits_by_hand(self) -> bool:
        """Tell whether someone should pass the words on."""
        return self.channel is Channel.COPY and self.state is ReminderState.QUEUED

    @property
    def can_be_skipped(self) -> bool:
        """Tell whether it has not gone yet."""
        return self.state is ReminderState.PLANNED and self.settled_at is None

    def skip(self, *, by: Actor) -> None:
        """Take the reminder out before it goes."""
        if not self.can_be_skipped:
            raise NotPossible(_("This reminder has already gone or was taken out."))
        self._settle(ReminderState.SKIPPED)
        self.reason = {"id": f"Dilewati oleh {by.name}", "en": f"Skipped by {by.name}"}
        record(ReminderSkipped(subject=self, by=by, from_state="planned", to_state="skipped"))

    def pass_on(self, *, by: Actor) -> None:
        """Note that the words were passed on by hand."""
        if not self.waits_by_hand:
            raise NotPossible(_("This reminder does not wait to be passed on by hand."))
        self._settle(ReminderState.DONE)
        record(ReminderDoneByHand(subject=self, by=by, from_state="queued", to_state="done"))

    def _settle(self, state: ReminderState) -> None:
        self.state = state
        self.settled_at = self.settled_at or clock.now()
        self.done_at = clock.now()


class Tick(Model):
    """Up to when a source has been planned; the row with an empty name is the last whole round."""

    source: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    at: Mapped[datetime]
    took_ms: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(sa.Text, default="")
