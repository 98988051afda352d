"""The status board P08: what is under way, who is awaited and for how long."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from crm.accounts.models import User
from crm.core.db import db
from crm.network.queries import the_network
from crm.sharing.models import AWAITING, ENDED, Assignment, Party, State
from crm.sharing.queries.assignments import assignments_open, assignments_visible_to


@dataclass(frozen=True)
class BoardRow:
    """One line of the status board P08."""

    assignment: Assignment
    awaited: tuple[Party, ...]
    days_waiting: int
    is_late: bool


def status_board(*, on: date, user: User | None = None) -> list[BoardRow]:
    """Everything under way by state, longest waiting first within each (P08). Three statements."""
    query = assignments_open() if user is None else assignments_visible_to(user, on=on)
    query = query.where(Assignment.state.not_in([*ENDED, State.DRAFT]))
    found = db.session.scalars(query.order_by(Assignment.moved_at, Assignment.id)).unique()
    order = list(State)
    rows = (board_row(assignment, on=on) for assignment in found)
    return sorted(rows, key=lambda row: order.index(row.assignment.state))


def board_row(assignment: Assignment, *, on: date) -> BoardRow:
    """How an assignment stands on a day: who is awaited, how long, and whether that is late."""
    deadline = assignment.current.reply_by
    overdue = assignment.question in AWAITING and deadline is not None and deadline < on
    return BoardRow(
        assignment,
        tuple(assignment.awaited),
        (on - assignment.moved_at.astimezone(ZoneInfo(the_network().zone)).date()).days,
        overdue or assignment.is_at_risk(on=on),
    )
