"""The list of assignments: lanes by what they wait for, filters in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from flask import url_for

from crm.accounts.models import User
from crm.core.pages import Page, page_of
from crm.core.words import lazy_gettext as _l
from crm.institutions.queries import today
from crm.sharing.models import Assignment, State
from crm.sharing.queries import (
    IN_LISTS,
    BoardRow,
    assignments_in,
    assignments_visible_to,
    assignments_waiting_for,
    board_row,
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
        State.TRACKED,
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
    Lane.WORK: (
        State.TRACKED,
        State.DOCUMENTED,
        State.ACTIVE,
        State.SUSPENDED,
        State.COMPLETED,
    ),
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
    query = _query(user, lane).options(*IN_LISTS)
    page = page_of(query, Assignment.moved_at, Assignment.id, descending=_falls(lane))
    rows = [board_row(assignment, on=today()) for assignment in page.rows]
    return Listing(lane, page, rows, _lanes(lane))


def _query(user: User, lane: Lane) -> sa.Select[Assignment]:
    if lane is Lane.MINE:
        return assignments_waiting_for(user, on=today())
    return assignments_in(assignments_visible_to(user, on=today()), STATES[lane])


def _falls(lane: Lane) -> bool:
    """What has ended is read newest first; what waits, longest first."""
    return lane is Lane.ENDED


def _lanes(current: Lane) -> list[dict[str, Any]]:
    return [
        {
            "label": LABELS[lane],
            "url": url_for("assignments.index", lane=None if lane is Lane.OPEN else lane.value),
            "current": lane is current,
        }
        for lane in Lane
    ]
