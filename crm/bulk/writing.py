"""Decisions into tables, a portion at a time: a few statements, whatever the number of rows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from crm.bulk.events import RecordFilled, RecordImported
from crm.bulk.findings import Findings
from crm.bulk.matching import Decision, Values
from crm.bulk.models import Import
from crm.bulk.outcomes import Brought, Outcome
from crm.bulk.placing import Placing, place_bodies
from crm.bulk.remembered import TOLD, KeptBeside, SourceReference
from crm.bulk.targets import Target
from crm.core.actors import Actor
from crm.core.db import db, record_kind
from crm.core.moulds import blank
from crm.core.pouring import pour
from crm.core.spans import among, one_of
from crm.institutions.models import ParentBody
from crm.timeline.models import Entry

LOCK = 4_851_216_017_224_113
LONG_WAIT = ("SET LOCAL lock_timeout = 0", "SET LOCAL statement_timeout = 0")
USUAL_WAIT = ("SET LOCAL lock_timeout = DEFAULT", "SET LOCAL statement_timeout = DEFAULT")


def one_import_at_a_time() -> None:
    """Wait until no other import writes; on SQLite every transaction that writes waits anyway."""
    if db.engine.dialect.name != "postgresql":
        return
    for statement in (*LONG_WAIT, f"SELECT pg_advisory_xact_lock({LOCK})", *USUAL_WAIT):
        db.session.execute(sa.text(statement))


def new_ids(table: Any, count: int) -> list[int]:
    """Ids that nobody else will get; the transaction may already write."""
    if db.engine.dialect.name == "postgresql":
        sequence = sa.func.pg_get_serial_sequence(table.name, "id")
        series = sa.func.generate_series(1, count).table_valued()
        return list(db.session.scalars(sa.select(sa.func.nextval(sequence)).select_from(series)))
    last = db.session.scalar(sa.select(sa.func.max(table.c.id))) or 0
    return list(range(last + 1, last + 1 + count))


class Writer:
    """Writes the decisions on one file's rows; the caller holds the transaction."""

    def __init__(self, of: Import, target: Target, *, by: Actor, at: datetime) -> None:
        """Take the import to which everything belongs."""
        self._of, self._target, self._by, self._at = of, target, by, at
        self._blank = blank(target.table)
        self._names = frozenset(target.table.c.keys())
        self._bodies: list[Placing] = []
        self.brought = Brought(target.kind)

    def write(self, decisions: Sequence[Decision]) -> None:
        """Write what is new, then what is said more, then who calls it what."""
        accepted = [one for one in decisions if one.outcome is Outcome.ACCEPTED]
        updated = [one for one in decisions if one.outcome is Outcome.UPDATED]
        self._create(accepted)
        self._fill([one for one in updated if one.changes])
        self._place_under([*accepted, *updated])
        self._remember_references(decisions)
        self._enter(RecordImported, accepted)
        self._enter(RecordFilled, updated)
        self.brought.changed += [one.record_id or 0 for one in updated]

    def _create(self, accepted: Sequence[Decision]) -> None:
        if not accepted:
            return
        ids = new_ids(self._target.table, len(accepted))
        told = {"created_at": self._at} if "created_at" in self._target.table.c else {}
        said = [self._own(one.candidate.values) for one in accepted]
        spoken = frozenset().union(*said)
        blank = {name: value for name, value in self._blank.items() if name in spoken}
        rows: list[Values] = []
        for id_, decision, values in zip(ids, accepted, said, strict=True):
            if decision.met:
                decision.met.record_id = id_
            rows.append({**blank, **values, "id": id_, **told})
        pour(self._target.model, rows)
        self._target.write_beside(_by_id(ids, accepted))
        self._keep_beside(ids, accepted)
        self.brought.created += ids

    def _own(self, values: Values) -> Values:
        """The values that the record's own table has columns for."""
        return {name: value for name, value in values.items() if name in self._names}

    def _keep_beside(self, ids: Sequence[int], accepted: Sequence[Decision]) -> None:
        """Further columns of the file, where the record has no room for them."""
        if self._target.keeps_extras:
            return
        common = {"import_id": self._of.id, "record_kind": self._target.kind}
        rows = [
            {**common, "record_id": id_, "said": one.candidate.row.extras}
            for id_, one in zip(ids, accepted, strict=True)
            if one.candidate.row.extras
        ]
        pour(KeptBeside, rows)

    def _fill(self, updated: Sequence[Decision]) -> None:
        """Every row sets the same columns, so that one statement serves them all."""
        if not updated:
            return
        table = self._target.table
        names = sorted({name for one in updated for name in one.changes})
        filled = sa.update(table).where(table.c.id == sa.bindparam("this_id"))
        version = self._target.model.__mapper__.version_id_col
        versioned = {} if version is None else {version.name: version + 1}
        values = {name: sa.bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
        db.session.connection().execute(
            filled.values(**values, **versioned),
            [{"this_id": one.record_id, **_as_it_becomes(one, names)} for one in updated],
        )

    def _place_under(self, decisions: Iterable[Decision]) -> None:
        """Give what has nothing above it the parent that its row names.

        Parent bodies wait for the end: theirs may stand further down in the file.
        """
        above, placed = self._target.above, [one for one in decisions if one.is_to_be_placed]
        if self._target.model is ParentBody:
            self._bodies += map(_placing, placed)
        elif above:
            rows = [
                {
                    above.child.key: one.record_id,
                    above.above.key: one.candidate.parent_id,
                    **above.with_edge(one.candidate.row),
                }
                for one in placed
            ]
            pour(above.edge, rows)

    def finish(self, findings: Findings) -> None:
        """Place the parent bodies, now that all are there."""
        place_bodies(self._bodies, findings)

    def _remember_references(self, decisions: Iterable[Decision]) -> None:
        """The first who bears a reference keeps it."""
        rows: dict[tuple[str, str], Values] = {}
        for one in decisions:
            reference, record_id = one.candidate.reference, one.record_id
            if reference and record_id and one.outcome is not Outcome.CONFLICT:
                rows.setdefault(reference, self._reference(reference, record_id))
            if one.is_met_by_the_way and record_id:
                told = (self._of.sha256, f"{TOLD} {one.line}")
                rows.setdefault(told, self._reference(told, record_id))
        known = _known_references(self._target.kind, rows) if rows else set()
        new = [row for reference, row in rows.items() if reference not in known]
        pour(SourceReference, new)

    def _reference(self, reference: tuple[str, str], record_id: int) -> Values:
        return {
            "record_kind": self._target.kind,
            "source": reference[0],
            "reference": reference[1],
            "record_id": record_id,
            "import_id": self._of.id,
        }

    def _enter(self, fact: type, decisions: Sequence[Decision]) -> None:
        """One line on each record's timeline, the same for all; some are told on another's."""
        if not decisions:
            return
        model, told = self._target.told_on or (self._target.model, "")
        ids = {(_said_of(one)[told] if told else one.record_id) or 0 for one in decisions}
        line = {
            "record_kind": record_kind(model),
            "at": self._at,
            "fact": fact.__name__,
            "actor": self._by.name,
            "facts": {"file": self._of.file_name},
            "reason": "",
            "subject_kind": record_kind(self._of),
            "subject_id": self._of.id,
        }
        table: Any = Entry.__table__
        said = [sa.literal(value, table.c[name].type) for name, value in line.items()]
        to = model.__table__
        chosen = sa.select(*said, to.c.id).where(among(to.c.id, ids))
        db.session.execute(sa.insert(table).from_select([*line, "record_id"], chosen))


def _by_id(ids: Sequence[int], decisions: Sequence[Decision]) -> Iterable[tuple[int, Values]]:
    return ((id_, one.candidate.values) for id_, one in zip(ids, decisions, strict=True))


def _placing(decision: Decision) -> Placing:
    of = decision.candidate
    return Placing(decision.record_id or 0, of.parent, of.parent_id, decision.line)


def _said_of(decision: Decision) -> Mapping[str, Any]:
    known = decision.met.values if decision.met and not decision.met.line else {}
    return {**decision.candidate.values, **known}


def _as_it_becomes(decision: Decision, names: Sequence[str]) -> Values:
    stored = decision.met.values if decision.met else {}
    return {f"new_{name}": decision.changes.get(name, stored.get(name)) for name in names}


def _known_references(kind: str, asked: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    rows = db.session.execute(
        sa.select(SourceReference.source, SourceReference.reference).where(
            SourceReference.record_kind == kind,
            SourceReference.source.in_(sorted({source for source, _ in asked})),
            one_of(SourceReference.reference, sorted({reference for _, reference in asked})),
        )
    )
    return {(row[0], row[1]) for row in rows}
