"""What was said of pairs, carried over when one of two becomes the other."""

import sqlalchemy as sa

from crm.core.db import db
from crm.duplicates.journal import Journal, Values, table_of
from crm.duplicates.kinds import Kind
from crm.duplicates.models import DuplicatePair, Verdict


def carry_verdicts(kind: Kind, journal: Journal, survivor_id: int, gone_id: int) -> None:
    """Let the pairs of the one that goes be pairs of the survivor; the pair of both is merged.

    Where both were already paired with a third, the survivor's verdict stands.
    """
    table = table_of(DuplicatePair)
    known = _pairs(table, kind, survivor_id)
    for row in _pairs(table, kind, gone_id).values():
        other = row["second_id"] if row["first_id"] == gone_id else row["first_id"]
        first, second = sorted((other, survivor_id))
        if other == survivor_id:
            journal.change(table, row, {"verdict": Verdict.MERGED})
        elif (first, second) in known:
            journal.remove(table, row)
        else:
            journal.change(table, row, {"first_id": first, "second_id": second})


def _pairs(table: sa.Table, kind: Kind, record_id: int) -> dict[tuple[int, int], Values]:
    has_it = (table.c.first_id == record_id) | (table.c.second_id == record_id)
    query = sa.select(table).where(table.c.record_kind == kind.name, has_it).order_by(table.c.id)
    return {
        (row["first_id"], row["second_id"]): dict(row)
        for row in db.session.execute(query).mappings()
    }
