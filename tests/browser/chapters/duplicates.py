"""A pair that waits, one that was told apart, and a merge."""

import sqlalchemy as sa

from crm.core.db import db
from crm.duplicates.models import DuplicatePair, Merge
from tests.browser.cast import Cast


def fill(cast: Cast) -> None:
    pairs = list(db.session.scalars(sa.select(DuplicatePair).order_by(DuplicatePair.id)))
    waiting = next(pair for pair in pairs if pair.record_kind == "person")
    two = f"kind=person&survivor_id={waiting.first_id}&gone_id={waiting.second_id}"
    cast.examples |= {
        "pair_id": waiting.id,
        "merge_id": db.session.scalars(sa.select(Merge.id)).first(),
        "kind": "person",
        "two records": two,
    }
