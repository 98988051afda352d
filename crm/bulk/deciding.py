"""Conflicts decided by a person: what is stored stays, the file is taken, or both stand."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from crm.bulk.anew import bring_as_new
from crm.bulk.models import ImportedRow
from crm.bulk.queries import reference_called
from crm.bulk.remembered import TOLD, SourceReference
from crm.bulk.targets import TARGETS
from crm.bulk.vocabulary import Verdict
from crm.core.actors import Actor
from crm.core.db import db, save
from crm.places.models import Regency

_NOT_CHANGED = {"type", "zone", "province_code", "regency_code", "extras", "born_on"}


def decide(row: ImportedRow, verdict: Verdict, *, by: Actor) -> None:
    """Decide one conflict; the record changes by its own verb, so its history tells of it.

    The row is held meanwhile: of two people who decide at once the second is refused.
    """
    db.session.refresh(row, with_for_update={"of": ImportedRow})
    row.refuse_decided()
    if verdict is Verdict.NEW:
        _decide_new(row, by=by)
    else:
        row.decide(verdict, by=by)
    _remember(row)
    if verdict is Verdict.TAKE:
        record = db.session.get_one(TARGETS[row.of.kind].model, row.record_id)
        record.change(by=by, **facts_of(row.after, record))


def _decide_new(row: ImportedRow, *, by: Actor) -> None:
    """What is stored stays, and the row becomes a record of its own."""
    created = bring_as_new(row, by=by)
    row.record_id = created[0]
    row.decide(Verdict.NEW, by=by, record_kind=TARGETS[row.of.kind].kind, created=created)


def _remember(row: ImportedRow) -> None:
    """Let the same line of the same file never be asked again."""
    if row.record_id is None:
        return
    kind, called = TARGETS[row.of.kind].kind, f"{TOLD} {row.line}"
    held = db.session.scalar(reference_called(kind, row.of.sha256, called))
    if held is None:
        save(SourceReference.to_line(row.of, row.line, kind, row.record_id))
    else:
        held.record_id, held.import_id = row.record_id, row.import_id


def facts_of(said: Mapping[str, Any], record: Any) -> dict[str, Any]:
    """What a row said, as the record's own verb takes it."""
    facts = {name: value for name, value in said.items() if name not in _NOT_CHANGED}
    if "regency_code" in said:
        facts["regency"] = db.session.get_one(Regency, said["regency_code"])
    if "born_on" in said:
        facts["born_on"] = date.fromisoformat(said["born_on"])
    if "extras" in said:
        facts["extras"] = {**(record.extras or {}), **said["extras"]}
    return facts
