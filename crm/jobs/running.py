"""Running long work: one piece at a time, resumed by another worker after a kill."""

import logging
import os
import socket
import uuid
from collections.abc import Mapping
from threading import Event
from typing import Any

import sqlalchemy as sa
from flask import current_app

from crm.core import clock
from crm.core.db import db
from crm.core.errors import Refusal
from crm.core.languages import spoken
from crm.core.transactions import rollback, unit_of_work
from crm.core.words import gettext as _
from crm.jobs.models import Job, JobState
from crm.jobs.queueing import claim
from crm.jobs.work import JobFunction, Stopped, Work

log = logging.getLogger(__name__)


def run_due_jobs(stop: Event | None = None) -> int:
    """Do all the work that waits; say how many pieces. A stop is heeded between two of them."""
    owner, done = f"{socket.gethostname()[:30]}:{os.getpid()}:{uuid.uuid4().hex[:8]}", 0
    while not (stop and stop.is_set()):
        found = _claimed(owner)
        if found is None:
            break
        _run(*found)
        done += 1
    return done


def _claimed(owner: str) -> tuple[Work, str, str] | None:
    with unit_of_work():
        job = claim(owner, clock.now())
        if job is None:
            return None
        return Work(job.id, owner, dict(job.arguments), job.attempts), job.kind, job.language


def _run(work: Work, kind: str, language: str) -> None:
    """Do one piece; whatever happens in it is written down for its page."""
    functions: Mapping[str, JobFunction] = current_app.extensions["mitra.jobs"]
    with spoken(language):
        try:
            result = functions[kind](work)
            _finish(work, JobState.DONE, result=result)
        except Stopped:
            _finish(work, JobState.CANCELLED)
        except Refusal as refusal:
            _finish(work, JobState.FAILED, message=str(refusal.message))
        except Exception:
            log.exception("The job %s (%s) failed.", work.job_id, kind)
            _finish(work, JobState.FAILED, message=_("Something went wrong on our side."))


def _finish(work: Work, state: JobState, **values: Any) -> None:
    """Note the end, unless the work has been taken over or cancelled by then."""
    rollback()
    mine = [Job.id == work.job_id, Job.owner == work.owner, Job.state == JobState.RUNNING]
    if state is JobState.CANCELLED:
        mine.append(Job.cancel_asked.is_(True))
    with unit_of_work():
        db.session.execute(
            sa.update(Job)
            .where(*mine)
            .values(state=state, finished_at=clock.now(), owner=None, lease_until=None, **values)
            .execution_options(synchronize_session=False)
        )
