"""Putting long work into the queue, and taking the next piece out of it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import has_request_context
from flask_babel import get_locale

from crm.core import clock
from crm.core.actors import Visitor
from crm.core.db import db, save
from crm.core.languages import LANGUAGES
from crm.jobs.models import Job, JobState

TRIES = 3


def queue(
    kind: str, arguments: dict[str, Any], *, title: Any = "", user: Visitor | None = None
) -> Job:
    """Queue long work that `wiring.JOBS` knows by its kind; a worker takes it within a second.

    Arguments are plain values. Lead the reader on to `url_for("jobs.show", job_id=job.id)`.
    """
    return save(
        Job(
            kind=kind,
            title=str(title)[:300],
            arguments=arguments,
            result={},
            user_id=user.id if user else None,
            language=_language_of(user),
            created_at=clock.now(),
        )
    )


def _language_of(user: Visitor | None) -> str:
    """The language that is being read now, else the user's own."""
    locale = get_locale() if has_request_context() else None
    if locale is not None:
        return str(locale.language)
    return user.language if user else LANGUAGES[0]


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
        job.give_up(at=now)
        return None
    job.take(owner, at=now)
    return job
