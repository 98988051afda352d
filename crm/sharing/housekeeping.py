"""What the clock does: work begins and is completed, proposals expire, clauses renew agreements."""

from crm.core.db import db, reading
from crm.core.transactions import unit_of_work
from crm.institutions.queries import today
from crm.sharing.models import GRACE, Assignment
from crm.sharing.queries import assignments_beginning, assignments_unanswered
from crm.sharing.queries.work import assignments_past
from crm.sharing.renewals.pacts import renew_by_clause
from crm.sharing.work.turning import complete


def move_with_time() -> int:
    """Begin documented work on its first day, complete it after its last, expire old proposals.

    Begins also the next period of agreements that renew themselves. Says how many moved.

    Each assignment is a unit of its own, so that one that fails holds up no other.
    """
    with reading():
        on = today()
        due = [
            *db.session.scalars(assignments_beginning(on=on)).unique(),
            *db.session.scalars(assignments_unanswered(since=on - GRACE)).unique(),
            *db.session.scalars(assignments_past(on=on)).unique(),
        ]
        numbers = [assignment.id for assignment in due]
    return sum(_moved(number) for number in numbers) + renew_by_clause()


def _moved(assignment_id: int) -> bool:
    with unit_of_work():
        assignment = db.session.get_one(Assignment, assignment_id)
        assignment.hold()
        on = today()
        return assignment.begin(on=on) or assignment.expire(on=on) or complete(assignment, on=on)
