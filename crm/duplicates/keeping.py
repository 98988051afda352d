"""Keeping the keys: at write time for single records, set-wise for files, and what is missing."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Protocol, cast

import sqlalchemy as sa

from crm.core.db import db, record_kind
from crm.core.events import Event, Subscriptions
from crm.core.pouring import pour
from crm.core.spans import among
from crm.duplicates.journal import table_of
from crm.duplicates.kinds import KINDS, Kind
from crm.duplicates.models import DuplicatePair, MatchKey
from crm.institutions.events import (
    InstitutionChanged,
    InstitutionRegistered,
    ParentBodyChanged,
    ParentBodyRegistered,
)
from crm.people.events import PersonChanged, PersonRegistered

TOGETHER = 2000


def enter_keys(event: Event) -> None:
    """Enter the keys of a record that is new. Costs one statement."""
    pour(MatchKey, _rows_of(KINDS[record_kind(event.subject)], [event.subject]))


def keep_keys(event: Event) -> None:
    """Enter the keys of a record again when something that they are made of has changed."""
    kind = KINDS[record_kind(event.subject)]
    if not event.after or set(event.after).intersection(kind.keyed):
        enter_again(kind, [event.subject.id])  # type: ignore[attr-defined]


class Brought(Protocol):
    """A fact about many records at once: of which kind, which are new, which changed."""

    record_kind: str
    created: Sequence[int]
    changed: Sequence[int]


class TakenBack(Protocol):
    """A fact about many records that are gone again, and of others that are as before."""

    record_kind: str
    changed: Sequence[int]

    @property
    def gone_ids(self) -> Iterable[int]:
        """The records that are no longer there."""
        ...


def enter_brought(event: Event) -> None:
    """Enter the keys of what a file brought, and anew those of what it filled."""
    brought = cast("Brought", event)
    if brought.record_kind in KINDS:
        kind = KINDS[brought.record_kind]
        for some in _portions(brought.created):
            _enter_some(kind, some)
        enter_again(kind, brought.changed)


def leave_brought(event: Event) -> None:
    """Forget the keys and pairs of what an import had brought and that is gone again."""
    undone = cast("TakenBack", event)
    if undone.record_kind not in KINDS:
        return
    kind = KINDS[undone.record_kind]
    for some in _portions(undone.gone_ids):
        forget_keys(kind, some)
        pair = DuplicatePair.first_id.in_(some) | DuplicatePair.second_id.in_(some)
        db.session.execute(
            sa.delete(DuplicatePair).where(DuplicatePair.record_kind == kind.name, pair),
            execution_options={"synchronize_session": False},
        )
    enter_again(kind, undone.changed)


def enter_again(kind: Kind, ids: Iterable[int]) -> None:
    """Enter the keys of some records anew; three statements for each two thousand."""
    for some in _portions(ids):
        forget_keys(kind, some)
        _enter_some(kind, some)


def _portions(ids: Iterable[int]) -> Iterator[list[int]]:
    left = iter(ids)
    while some := list(islice(left, TOGETHER)):
        yield some


def _enter_some(kind: Kind, ids: Sequence[int]) -> None:
    table = table_of(kind.model)
    columns = [table.c.id, *(table.c[name] for name in kind.keyed)]
    found = db.session.execute(sa.select(*columns).where(among(table.c.id, ids)))
    pour(MatchKey, _rows_of(kind, found))


def forget_keys(kind: Kind, ids: Sequence[int]) -> None:
    """Take the keys of some records away."""
    theirs = among(MatchKey.record_id, ids)
    db.session.execute(
        sa.delete(MatchKey).where(MatchKey.record_kind == kind.name, theirs),
        execution_options={"synchronize_session": False},
    )


def _rows_of(kind: Kind, records: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        {"record_kind": kind.name, "sign": sign, "value": value, "record_id": one.id}
        for one in records
        for sign, value in dict.fromkeys(kind.keys(one))
    ]


WRITTEN: Subscriptions = {
    InstitutionRegistered: (enter_keys,),
    InstitutionChanged: (keep_keys,),
    ParentBodyRegistered: (enter_keys,),
    ParentBodyChanged: (keep_keys,),
    PersonRegistered: (enter_keys,),
    PersonChanged: (keep_keys,),
}
"""Who hears that a single record was written; files are heard set-wise."""
