"""What the clock does to memberships: grace after the last day, and the end of grace."""

from crm.core.db import db, reading
from crm.core.transactions import unit_of_work
from crm.institutions.models import Institution
from crm.institutions.queries import memberships_run_out, today


def move_memberships_with_time() -> int:
    """Let memberships that ran out come to grace, and those out of grace lapse; say how many.

    Each is a unit of its own, so that one that fails holds up no other.
    """
    with reading():
        numbers = [one.id for one in db.session.scalars(memberships_run_out(on=today()))]
    return sum(_moved(number) for number in numbers)


def _moved(institution_id: int) -> bool:
    with unit_of_work():
        return db.session.get_one(Institution, institution_id).pass_time(on=today())
