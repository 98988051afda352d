"""One piece of long work: what it is, how far it is, and what came of it."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core import clock
from crm.core.db import Model, Words
from crm.core.errors import NotPossible
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l

LEASE = timedelta(minutes=5)
"""Work that says nothing for so long is taken up again by another worker."""
GIVEN_UP = _l("This work ended %(times)s times without a word. Ask your administrator to look.")


class JobState(StrEnum):
    """Where long work stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = (JobState.QUEUED, JobState.RUNNING)


class Job(Model):
    """Work that takes over a second: claimed by lease, shown with a bar, resumed after a kill."""

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(60))
    title: Mapped[str] = mapped_column(sa.String(300), default="")
    arguments: Mapped[dict[str, Any]]
    state: Mapped[JobState] = mapped_column(Words(JobState), default=JobState.QUEUED)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(sa.String(300), default="")
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
    cancel_asked: Mapped[bool] = mapped_column(default=False)
    owner: Mapped[str | None] = mapped_column(sa.String(80))
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    user_id: Mapped[int | None]
    language: Mapped[str] = mapped_column(sa.String(5), default="id")
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    __table_args__ = (
        sa.Index("ix_job_state", "state", "id"),
        sa.Index("ix_job_user", "user_id", "id"),
    )

    @property
    def is_open(self) -> bool:
        """Tell whether it waits or runs."""
        return self.state in OPEN

    @property
    def result_url(self) -> str:
        """Where the result is, a path of our own; empty while there is none."""
        return str(self.result.get("url", ""))

    def seconds_left(self, *, at: datetime) -> int | None:
        """About how long it still takes, at the pace so far; None while nobody can tell."""
        if self.started_at is None or not self.done or self.total <= self.done:
            return None
        passed = (at - self.started_at).total_seconds()
        return max(1, round(passed * (self.total - self.done) / self.done))

    def take(self, owner: str, *, at: datetime) -> None:
        """Let a worker have it for as long as the lease lasts."""
        self.state, self.owner, self.lease_until = JobState.RUNNING, owner, at + LEASE
        self.attempts, self.started_at = self.attempts + 1, at

    def give_up(self, *, at: datetime) -> None:
        """End what was cancelled before it was taken, or ended too often without a word."""
        self.finished_at, self.owner = at, None
        self.state = JobState.CANCELLED if self.cancel_asked else JobState.FAILED
        if not self.cancel_asked:
            self.message = str(GIVEN_UP) % {"times": self.attempts}

    def cancel(self) -> None:
        """Take it out of the queue, or ask the worker to stop at the next step."""
        if not self.is_open:
            raise NotPossible(_("This work has already ended."))
        self.cancel_asked = True
        if self.state is JobState.QUEUED:
            self.state, self.finished_at = JobState.CANCELLED, clock.now()
