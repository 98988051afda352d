"""The one place where work is committed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import TypeVar

from flask import Response, g
from sqlalchemy.exc import DBAPIError, IntegrityError

from crm.core import events
from crm.core.db import db, is_reading

Result = TypeVar("Result")
RETRIED = {"40001", "40P01", "57P01", "08000", "08003", "08006"}


def commit() -> None:
    """Let subscribers add their rows to ours, then commit them all together."""
    db.session.flush()
    while recorded := events.drain():
        for event in recorded:
            events.publish(event)
        db.session.flush()
    db.session.commit()


def rollback() -> None:
    """Undo the work at hand and forget its facts; without a session there is nothing to undo."""
    if db.session.registry.has():
        events.forget()
        db.session.rollback()


def let_go() -> None:
    """End what only read: there is nothing to undo, and nobody will ask for its records again.

    To roll back would mark each of a page's records as stale, one by one.
    """
    if db.session.registry.has():
        events.forget()
        db.session.close()


@contextmanager
def unit_of_work() -> Iterator[None]:
    """One piece of background work: all of it or nothing."""
    rollback()
    try:
        yield
        commit()
    except BaseException:
        rollback()
        raise


def retried(work: Callable[[], Result], *, times: int = 3) -> Result:
    """Run an idempotent unit again when the database chose it as the victim of a race."""
    for attempt in range(times):
        try:
            return work()
        except DBAPIError as error:
            rollback()
            if attempt == times - 1 or getattr(error.orig, "sqlstate", None) not in RETRIED:
                raise
    raise AssertionError("unreachable")


def settle(response: Response) -> Response:
    """One request, one transaction: commit what succeeded, roll back everything else."""
    if is_reading():
        let_go()
        return response
    if response.status_code >= HTTPStatus.BAD_REQUEST or g.get("settled", False):
        rollback()
        return response
    commit()
    return response


def lost_race(error: BaseException) -> bool:
    """Tell whether a write lost against another one: a uniqueness or range that now stands."""
    return isinstance(error, IntegrityError)
