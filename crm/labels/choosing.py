"""Which records an act is for: the ones ticked, or all that a list holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import sqlalchemy as sa
from werkzeug.datastructures import MultiDict

from crm.core.actors import Visitor
from crm.core.db import db
from crm.core.lists import ListKind
from crm.labels.listing import Listing, read_listing
from crm.labels.models import Act

LARGEST_ID = 2**31


@dataclass(frozen=True)
class Choice:
    """Some records of a list, and how many the whole list holds."""

    kind: ListKind
    reader: Visitor
    ids: tuple[int, ...]
    asked: str

    @property
    def arguments(self) -> "MultiDict[str, str]":
        """What the address of the list asks for."""
        return MultiDict(parse_qsl(self.asked))

    @property
    def listing(self) -> Listing:
        """The list."""
        return read_listing(self.kind, self.arguments, self.reader)

    @property
    def query(self) -> sa.Select[Any]:
        """Everything that the list holds."""
        return self.listing.narrowed(self.kind.listed(self.arguments, self.reader))

    def count_all(self) -> int:
        """How many records the list holds. Costs one statement."""
        ids = self.query.order_by(None).with_only_columns(self.kind.model.id)
        return db.session.scalar(sa.select(sa.func.count()).select_from(ids.subquery())) or 0

    def chosen(self, act: Act, *, all_of_them: bool) -> Sequence[int]:
        """The ids that the act is for; what is never archived stays out of an archiving.

        Costs one statement.
        """
        model = self.kind.model
        query = self.query if all_of_them else self.kind.listed(MultiDict(), self.reader)
        query = query.order_by(None).with_only_columns(model.id).order_by(model.id)
        if not all_of_them:
            query = query.where(model.id.in_(self.ids))
        if act is Act.ARCHIVE and self.kind.stays is not None:
            query = query.where(~self.kind.stays)
        return list(db.session.scalars(query))


def choice_of(kind: ListKind, reader: Visitor, chosen: Sequence[str], asked: str) -> Choice:
    """What was ticked and asked for; words that are no ids are passed over."""
    ids = [int(one) for one in chosen if one.isdecimal() and int(one) < LARGEST_ID]
    return Choice(kind, reader, tuple(dict.fromkeys(ids)), asked[:2000])
