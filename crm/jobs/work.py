"""Long work as its function sees it: arguments, how far it is, and whether to go on."""

from collections.abc import Callable
from typing import Any, TypeAlias

import sqlalchemy as sa

from crm.core import clock
from crm.core.db import db
from crm.core.traces import beside
from crm.jobs.models import LEASE, Job, JobState

STEP_S = 0.5
"""Progress is written at most so often."""


class Stopped(Exception):
    """The work was cancelled by a person, or another worker has taken it over."""


class Work:
    """One run of a job. Call `progress` between units of work: it is committed beside them."""

    def __init__(self, job_id: int, owner: str, arguments: dict[str, Any], attempt: int) -> None:
        """Take what the claim has given."""
        self.job_id, self.owner = job_id, owner
        self.arguments, self.attempt = arguments, attempt
        self._written = clock.now().timestamp()

    def progress(self, done: int, total: int = 0, message: Any = "") -> None:
        """Say how far the work is, and stop it with `Stopped` when nobody wants it any more.

        While a write of the work's own is open on SQLite, which has one writer, it stays silent.
        """
        now = clock.now()
        is_first_or_last = done in {0, total}
        if now.timestamp() - self._written < STEP_S and not is_first_or_last:
            return
        if db.engine.dialect.name == "sqlite" and db.session().in_transaction():
            return
        self._written = now.timestamp()
        self._note(done=done, total=total, message=str(message)[:300], lease_until=now + LEASE)

    def _note(self, **values: Any) -> None:
        mine = (Job.id == self.job_id, Job.owner == self.owner, Job.state == JobState.RUNNING)
        noted = sa.update(Job).where(*mine).values(**values).returning(Job.cancel_asked)
        with beside() as connection:
            asked = connection.execute(noted).scalar()
        if asked is None or asked:
            raise Stopped


JobFunction: TypeAlias = Callable[[Work], dict[str, Any]]
"""Does the work and gives its result; `result["url"]` is where the page leads on to."""
