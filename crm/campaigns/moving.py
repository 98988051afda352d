"""Placements in a regency whose code gave way to another hang in the new one (domain 9, E8)."""

from typing import cast

import sqlalchemy as sa

from crm.campaigns.models import Placement
from crm.core.db import db
from crm.core.events import Event
from crm.places.models import Replacement


def move_placements(event: Event) -> None:
    """Let every placement of the old regency count for the new one and its province."""
    change = cast("Replacement", event.subject)
    there = sa.select(Placement).where(Placement.regency_code == change.old_code)
    for placement in db.session.scalars(there):
        placement.regency_code = change.new_code
        placement.province_code = change.new.province_code
