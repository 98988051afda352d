"""What files told about a person and must be forgotten with them."""

from collections.abc import Iterable

import sqlalchemy as sa

from crm.bulk.models import Import, ImportedRow
from crm.bulk.remembered import SourceReference
from crm.core.db import db
from crm.people.keepers import Keeper, Kept
from crm.people.models import Person


def forgets(person: Person) -> Iterable[Kept]:
    """Blank the rows that brought or changed the person, and what files call them."""
    files = sa.select(Import.id).where(Import.kind == "people")
    rows = sa.update(ImportedRow).where(
        ImportedRow.record_id == person.id, ImportedRow.import_id.in_(files)
    )
    db.session.execute(rows.values(value=None, cells=[], notes=[], before={}, after={}))
    called = sa.delete(SourceReference).where(
        SourceReference.record_kind == "person", SourceReference.record_id == person.id
    )
    db.session.execute(called)
    return ()


KEEPER = Keeper(forgets=forgets)
