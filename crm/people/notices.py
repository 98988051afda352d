"""Letters the moment somebody wishes to be forgotten."""

from typing import cast

from crm.core.db import db
from crm.core.events import Event
from crm.people.models import Person
from crm.people.queries import erasure_due_of
from crm.people.silences import administrators_to_tell, wish
from crm.reminders.announcing import announce


def tell_administrators(event: Event) -> None:
    """R48, at once: three days are left."""
    erasure = db.session.scalar(erasure_due_of(cast("Person", event.subject)))
    if erasure is not None:
        announce("R48", wish(erasure, administrators_to_tell()))
