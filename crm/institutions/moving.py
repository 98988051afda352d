"""What lies in a region whose code gave way to another follows it (domain 9, E8)."""

from typing import cast

import sqlalchemy as sa

from crm.core.db import db
from crm.core.events import Event
from crm.institutions.models import Institution, ParentBody
from crm.places.models import Replacement


def follow_region(event: Event) -> None:
    """Let institutions and parent bodies lie in the new regency, its province and its zone."""
    change = cast("Replacement", event.subject)
    there = sa.select(Institution).where(Institution.regency_code == change.old_code)
    for institution in db.session.scalars(there):
        institution.change(by=event.by, regency=change.new)
    above = sa.select(ParentBody).where(ParentBody.regency_code == change.old_code)
    for body in db.session.scalars(above):
        body.change(by=event.by, regency=change.new)
