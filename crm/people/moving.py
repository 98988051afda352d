"""Who lives in a regency whose code gave way to another lives in the new one (domain 9, E8)."""

from typing import cast

import sqlalchemy as sa

from crm.core.db import db
from crm.core.events import Event
from crm.people.models import Person
from crm.places.models import Replacement


def move_people(event: Event) -> None:
    """Let everybody of the old regency be of the new one."""
    change = cast("Replacement", event.subject)
    there = sa.select(Person).where(Person.regency_code == change.old_code)
    for person in db.session.scalars(there):
        person.change(by=event.by, regency_code=change.new_code)
