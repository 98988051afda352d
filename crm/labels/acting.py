"""Acts on many records: counted before, done set-wise, taken back as a whole."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import db, save
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.text import folded
from crm.core.words import gettext as _
from crm.labels import events
from crm.labels.models import Act, Archived, BulkAct, Charge, Tag, Tagging
from crm.labels.queries import tag_called

FACTS: Mapping[Act, type[events._BulkFact]] = {
    Act.TAG: events.RecordsTagged,
    Act.UNTAG: events.RecordsUntagged,
    Act.HAND: events.RecordsHandedOver,
    Act.ARCHIVE: events.RecordsArchived,
    Act.RESTORE: events.RecordsRestored,
}
Rows = list[dict[str, Any]]
PIECE = 500


def act_on(  # noqa: PLR0913  (which, what, with which word, about whom, by whom)
    kind: str,
    ids: Sequence[int],
    act: Act,
    *,
    word: str = "",
    user_id: int | None = None,
    by: Actor,
) -> BulkAct:
    """Do one thing to records; those that it changes nothing about are not counted."""
    subject_id = _tag(word).id if act in {Act.TAG, Act.UNTAG} else user_id
    before = DOERS[act](kind, ids, subject_id, word, by)
    done = save(
        BulkAct(
            record_kind=kind,
            act=act,
            word=word,
            subject_id=subject_id,
            before=before,
            by_id=by.user_id,
            done_at=clock.now(),
        )
    )
    if before:
        record(FACTS[act](subject=done, by=by))
    return done


def take_back(done: BulkAct, *, by: Actor) -> None:
    """Put the records back as they were before the act."""
    done.take_back(by=by)
    UNDOERS[done.act](done)


def _tag(word: str) -> Tag:
    key = folded(word)[:60]
    if not key:
        raise NotPossible(_("A tag needs at least one letter."))
    return db.session.scalar(tag_called(key)) or save(Tag(name=word[:60], folded=key))


def _among(model: Any, kind: str, ids: Sequence[int], *more: Any) -> set[int]:
    found: set[int] = set()
    for piece in _pieces(ids):
        query = sa.select(model.record_id).where(
            model.record_kind == kind, model.record_id.in_(piece), *more
        )
        found.update(db.session.scalars(query))
    return found


def _pieces(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[at : at + PIECE] for at in range(0, len(ids), PIECE))


def _forget(model: Any, kind: str, ids: Sequence[int], *more: Any) -> None:
    for piece in _pieces(ids):
        held = (model.record_kind == kind, model.record_id.in_(piece), *more)
        db.session.execute(sa.delete(model).where(*held))


def _enter(model: Any, rows: Rows) -> None:
    if rows:
        db.session.execute(sa.insert(model), rows)


def _add_tag(kind: str, ids: Sequence[int], tag_id: Any, _word: str, _by: Actor) -> Rows:
    has = _among(Tagging, kind, ids, Tagging.tag_id == tag_id)
    new = [one for one in ids if one not in has]
    _enter(Tagging, [{"record_kind": kind, "record_id": one, "tag_id": tag_id} for one in new])
    return [{"id": one} for one in new]


def _drop_tag(kind: str, ids: Sequence[int], tag_id: Any, _word: str, _by: Actor) -> Rows:
    has = sorted(_among(Tagging, kind, ids, Tagging.tag_id == tag_id))
    _forget(Tagging, kind, has, Tagging.tag_id == tag_id)
    return [{"id": one} for one in has]


def _hand(kind: str, ids: Sequence[int], user_id: Any, name: str, _by: Actor) -> Rows:
    held: dict[int, tuple[int, str]] = {}
    for piece in _pieces(ids):
        query = sa.select(Charge.record_id, Charge.user_id, Charge.name).where(
            Charge.record_kind == kind, Charge.record_id.in_(piece)
        )
        held.update({one: (who, called) for one, who, called in db.session.execute(query)})
    new = [one for one in ids if held.get(one, (None, ""))[0] != user_id]
    _forget(Charge, kind, new)
    if user_id:
        facts = {"record_kind": kind, "user_id": user_id, "name": name}
        _enter(Charge, [{**facts, "record_id": one} for one in new])
    return [{"id": one, "held": held.get(one)} for one in new]


def _archive(kind: str, ids: Sequence[int], _subject: Any, _word: str, by: Actor) -> Rows:
    gone, at = _among(Archived, kind, ids), clock.now()
    new = [one for one in ids if one not in gone]
    facts = {"record_kind": kind, "at": at, "by": by.name}
    _enter(Archived, [{**facts, "record_id": one} for one in new])
    return [{"id": one} for one in new]


def _restore(kind: str, ids: Sequence[int], _subject: Any, _word: str, _by: Actor) -> Rows:
    gone = sorted(_among(Archived, kind, ids))
    _forget(Archived, kind, gone)
    return [{"id": one} for one in gone]


def _changed_ids(done: BulkAct) -> list[int]:
    return [one["id"] for one in done.before]


def _untag_again(done: BulkAct) -> None:
    _forget(Tagging, done.record_kind, _changed_ids(done), Tagging.tag_id == done.subject_id)


def _tag_again(done: BulkAct) -> None:
    has = _among(Tagging, done.record_kind, _changed_ids(done), Tagging.tag_id == done.subject_id)
    facts = {"record_kind": done.record_kind, "tag_id": done.subject_id}
    again = [one for one in _changed_ids(done) if one not in has]
    _enter(Tagging, [{**facts, "record_id": one} for one in again])


def _hand_back(done: BulkAct) -> None:
    _forget(Charge, done.record_kind, _changed_ids(done))
    _enter(
        Charge,
        [
            {
                "record_kind": done.record_kind,
                "record_id": one["id"],
                "user_id": one["held"][0],
                "name": one["held"][1],
            }
            for one in done.before
            if one["held"]
        ],
    )


def _bring_back(done: BulkAct) -> None:
    _forget(Archived, done.record_kind, _changed_ids(done))


def _put_back(done: BulkAct) -> None:
    gone = _among(Archived, done.record_kind, _changed_ids(done))
    facts = {"record_kind": done.record_kind, "at": done.done_at, "by": ""}
    again = [one for one in _changed_ids(done) if one not in gone]
    _enter(Archived, [{**facts, "record_id": one} for one in again])


DOERS: Mapping[Act, Callable[[str, Sequence[int], Any, str, Actor], Rows]] = {
    Act.TAG: _add_tag,
    Act.UNTAG: _drop_tag,
    Act.HAND: _hand,
    Act.ARCHIVE: _archive,
    Act.RESTORE: _restore,
}
UNDOERS: Mapping[Act, Callable[[BulkAct], None]] = {
    Act.TAG: _untag_again,
    Act.UNTAG: _tag_again,
    Act.HAND: _hand_back,
    Act.ARCHIVE: _bring_back,
    Act.RESTORE: _put_back,
}
