"""Putting long work into the queue, and taking the next piece out of it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from crm.core import clock
from crm.core.actors import Visitor
from crm.core.db import db, save
from crm.jobs.models import LEASE, Job, JobState

TRIES = 3
GIVEN_UP = _l("This work ended %(times)s times without a word. Ask your administrator to look.")


def queue(
    kind: str, arguments: dict[str, Any], *, title: Any = "", user: Visitor | None = None
) -> Job:
    """Queue long work that `wiring.JOBS` knows by its kind; a worker takes it within a second.

    Arguments are plain values. Lead the reader on to `url_for("jobs.show", job_id=job.id)`.
    """
    locale = get_locale()
    return save(
        Job(
            kind=kind,
            title=str(title)[:300],
            arguments=arguments,
            result={},
            user_id=user.id if user else None,
            language=locale.language if locale else "id",
            created_at=clock.now(),
        )
    )


def claim(owner: str, now: datetime) -> Job | None:
    """The oldest work that waits, now this worker's. Part of the unit at hand."""
    waits = sa.or_(
        Job.state == JobState.QUEUED,
        sa.and_(Job.state == JobState.RUNNING, Job.lease_until < now),
    )
    found = sa.select(Job).where(waits).order_by(Job.id).limit(1)
    if db.engine.dialect.name == "postgresql":
        found = found.with_for_update(skip_locked=True)
    job = db.session.scalars(found).one_or_none()
    if job is None:
        return None
    if job.cancel_asked or job.attempts >= TRIES:
        _give_up(job, now)
        return None
    job.state, job.owner, job.lease_until = JobState.RUNNING, owner, now + LEASE
    job.attempts, job.started_at = job.attempts + 1, now
    return job


def _give_up(job: Job, now: datetime) -> None:
    job.state = JobState.CANCELLED if job.cancel_asked else JobState.FAILED
    job.finished_at, job.owner = now, None
    job.message = "" if job.cancel_asked else str(GIVEN_UP) % {"times": job.attempts}
