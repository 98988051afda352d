"""A row in conflict that is nobody stored: read once more from its cells, and written as new."""

from typing import Any

import sqlalchemy as sa

from crm.bulk.checking import rows_of
from crm.bulk.columns import meaning_of
from crm.bulk.comparing import Comparison
from crm.bulk.findings import Findings
from crm.bulk.headers import Header
from crm.bulk.importing import Checked, Terms, order_of
from crm.bulk.matching import Decision
from crm.bulk.models import Import, ImportedRow
from crm.bulk.reading import Table
from crm.bulk.spool import Spool
from crm.bulk.targets import TARGETS, Target
from crm.bulk.vocabulary import MatchBy
from crm.bulk.writing import Writer, one_import_at_a_time
from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.words import gettext as _


def bring_as_new(row: ImportedRow, *, by: Actor) -> list[int]:
    """Write the record of a row, as if nothing like it were stored; give its id.

    What no two records may share stays with the one that has it: the new one is written without,
    and keeps it among its further data. Raises NotPossible where the row can't be read any more.
    """
    one_import_at_a_time()
    of, target = row.of, TARGETS[row.of.kind]
    writer = Writer(of, target, by=by, at=clock.now())
    findings = Findings()
    for decisions in Comparison(*_alone(of, row), findings).portions():
        for one in decisions:
            _leave_to_the_other(target, one)
        writer.write(decisions)
    writer.finish(findings)
    if not writer.brought.created:
        raise NotPossible(_("This row can't be read any more. Add the record by hand."))
    of.bring_more(writer.brought.created)
    return writer.brought.created


def _alone(of: Import, row: ImportedRow) -> tuple[Any, Spool]:
    """The row as a file of its own, in which nothing is recognised."""
    columns = tuple(of.reading["columns"])
    cells = [*row.cells, *[""] * (len(columns) - len(row.cells))]
    table = Table(
        encoding=None,
        separator=None,
        header=Header(None, columns),
        records=lambda _findings: [(row.line, cells)],
    )
    meaning = meaning_of(of.kind, columns, of.mapping)
    spool = Spool(rows_of(table, meaning), lambda _rows: None)
    checked = Checked(
        kind=of.kind,
        file_name=of.source,
        sha256=of.sha256,
        table=table,
        meaning=meaning,
        spool=spool,
    )
    return order_of(checked, Terms(match_by=MatchBy.NOTHING)), spool


def _leave_to_the_other(target: Target, decision: Decision) -> None:
    name, values = target.only_one, decision.candidate.values
    if not name or not values.get(name):
        return
    column = target.table.c[name]
    if db.session.scalar(sa.select(sa.exists().where(column == values[name]))):
        values["extras"] = {**(values.get("extras") or {}), name: values[name]}
        values[name] = None
