"""The list of assignments: lanes by what they wait for, filters in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import lazy_gettext as _l

from crm.accounts.models import User
from crm.core.db import db
from crm.core.pages import Page, page_of
from crm.institutions.queries import today
from crm.sharing.models import Assignment, State
from crm.sharing.queries import (
    BoardRow,
    assignments_in,
    assignments_visible_to,
    assignments_waiting_for,
    board_row,
    counts_by_state,
)


class Lane(StrEnum):
    """What an assignment waits for, in the order of its life."""

    OPEN = "open"
    MINE = "mine"
    DRAFTS = "drafts"
    ANSWERS = "answers"
    APPROVAL = "approval"
    WORK = "work"
    ENDED = "ended"


STATES: dict[Lane, tuple[State, ...]] = {
    Lane.OPEN: (
        State.PROPOSED,
        State.COUNTERED,
        State.CONFIRMED,
        State.APPROVED,
        State.DOCUMENTED,
        State.ACTIVE,
        State.SUSPENDED,
    ),
    Lane.MINE: (),
    Lane.DRAFTS: (State.DRAFT,),
    Lane.ANSWERS: (State.PROPOSED, State.COUNTERED),
    Lane.APPROVAL: (State.CONFIRMED, State.APPROVED),
    Lane.WORK: (State.DOCUMENTED, State.ACTIVE, State.SUSPENDED, State.COMPLETED),
    Lane.ENDED: (
        State.EVALUATED,
        State.CLOSED,
        State.DECLINED,
        State.WITHDRAWN,
        State.EXPIRED,
        State.TERMINATED,
    ),
}
LABELS: dict[Lane, Any] = {
    Lane.OPEN: _l("Under way"),
    Lane.MINE: _l("Waiting for me"),
    Lane.DRAFTS: _l("Drafts"),
    Lane.ANSWERS: _l("Awaiting answers"),
    Lane.APPROVAL: _l("Approval and papers"),
    Lane.WORK: _l("At work"),
    Lane.ENDED: _l("Ended"),
}
UNCOUNTED = (Lane.MINE, Lane.ENDED)


@dataclass(frozen=True)
class Listing:
    """One page of one lane, with the way to the others."""

    lane: Lane
    page: Page[Assignment]
    rows: list[BoardRow]
    lanes: list[dict[str, Any]]

    @property
    def label(self) -> Any:
        """The lane's name."""
        return LABELS[self.lane]


def listing_of(user: User, given: Mapping[str, str]) -> Listing:
    """The list as the address asks for it."""
    lane = Lane(given["lane"]) if given.get("lane") in set(Lane) else Lane.OPEN
    page = page_of(_query(user, lane), Assignment.moved_at, Assignment.id, descending=_falls(lane))
    rows = [board_row(assignment, on=today()) for assignment in page.rows]
    return Listing(lane, page, rows, _lanes(user, lane))


def _query(user: User, lane: Lane) -> sa.Select[Assignment]:
    if lane is Lane.MINE:
        return assignments_waiting_for(user, on=today())
    return assignments_in(assignments_visible_to(user, on=today()), STATES[lane])


def _falls(lane: Lane) -> bool:
    """What has ended is read newest first; what waits, longest first."""
    return lane is Lane.ENDED


def _lanes(user: User, current: Lane) -> list[dict[str, Any]]:
    counts = db.session.execute(counts_by_state(user, on=today()))
    counted = {state: count for state, count in counts}  # noqa: C416  (rows are no pairs to mypy)
    return [
        {
            "label": LABELS[lane],
            "url": url_for("assignments.index", lane=None if lane is Lane.OPEN else lane.value),
            "current": lane is current,
            "count": None
            if lane in UNCOUNTED
            else sum(counted.get(state, 0) for state in STATES[lane]),
        }
        for lane in Lane
    ]
