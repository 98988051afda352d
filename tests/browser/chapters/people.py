"""Somebody who wishes to be forgotten, and a working place to be left by who holds it."""

import sqlalchemy as sa

from crm.core.db import db
from crm.people.erasing import ask_erasure
from crm.people.models import Affiliation
from tests.browser.cast import Cast


def fill(cast: Cast) -> None:
    wish = ask_erasure(cast.troupe.people["tono"], by=cast.by)
    held = db.session.scalars(
        sa.select(Affiliation).where(Affiliation.person_id == cast.troupe.people["maya"].id)
    ).first()
    assert held
    cast.examples |= {
        "erasure_id": wish.id,
        "affiliation_id": held.id,
        "person_id": held.person_id,
        "people lent": cast.troupe.people["ratna"].id,
        "institutions lent": cast.troupe.members["B"].id,
    }
