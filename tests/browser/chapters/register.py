"""Which edge of the tree belongs to which parent body, and a place in the tree of one member."""

import sqlalchemy as sa

from crm.core.db import db
from crm.institutions.models import Belonging, Subordination
from tests.browser.cast import Cast


def fill(cast: Cast) -> None:
    edge = db.session.scalars(sa.select(Subordination).order_by(Subordination.id)).first()
    place = db.session.scalars(sa.select(Belonging).order_by(Belonging.id)).first()
    assert edge
    assert place
    cast.examples |= {
        "subordination_id": edge.id,
        "lower parent_body": edge.child_id,
        "belonging_id": place.id,
        "institution_id": place.institution_id,
    }
