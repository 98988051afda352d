"""The rows of a file that are kept: to be given back, decided, taken back, or shown beforehand."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from crm.bulk.findings import Findings, Rejected
from crm.bulk.matching import Decision, Values
from crm.bulk.models import PLACED, Import, ImportedRow
from crm.bulk.outcomes import Outcome
from crm.bulk.reading import Table
from crm.bulk.spool import TOGETHER
from crm.bulk.vocabulary import Verdict
from crm.core.changes import plain_value
from crm.core.db import db
from crm.core.pouring import pour
from crm.core.spreadsheets import unescaped
from crm.core.text import clean_lines

SHOWN = 40
MOST_KEPT = 5000
_NEVER_SAID = {"sort_name", "is_library"}


class Keeping:
    """Chooses which rows to keep while the decisions go by.

    Beforehand some of each outcome are enough; once the file is written, every row that changed
    something or waits for somebody is kept, and no other.
    """

    def __init__(self, *, is_applied: bool) -> None:
        """Say whether the file is being written."""
        most, every = (SHOWN, MOST_KEPT) if not is_applied else (0, None)
        self._most: dict[Outcome, int | None] = {
            Outcome.ACCEPTED: most,
            Outcome.DUPLICATE: most,
            Outcome.UPDATED: SHOWN if not is_applied else None,
            Outcome.CONFLICT: every,
            Outcome.REJECTED: every,
        }
        self._count: Counter[Outcome] = Counter()
        self._rows: list[Values] = []
        self._lines: set[int] = set()

    def add(self, decisions: Iterable[Decision]) -> None:
        """Keep those of some decisions that are worth it."""
        for one in decisions:
            if self._has_room(one.outcome):
                self._lines.add(one.line)
                self._rows.append(_row_of(one))

    def add_rejected(self, rejected: Iterable[Rejected]) -> None:
        """Keep rows that could not be taken."""
        for one in rejected:
            if self._has_room(Outcome.REJECTED):
                self._lines.add(one.line)
                place = {"column": one.column, "key": one.key, "value": one.value}
                self._rows.append({**_blank(one.line, Outcome.REJECTED), **place})

    def _has_room(self, outcome: Outcome) -> bool:
        most = self._most[outcome]
        self._count[outcome] += 1
        return most is None or self._count[outcome] <= most

    def write(self, of: Import, table: Table, findings: Findings) -> None:
        """Let the import have these rows and no others, with their cells as the file has them."""
        db.session.execute(sa.delete(ImportedRow).where(ImportedRow.import_id == of.id))
        cells, notes = _cells(table, self._lines), _notes(findings, self._lines)
        for begin in range(0, len(self._rows), TOGETHER):
            rows = [
                {
                    **row,
                    "import_id": of.id,
                    "cells": cells.get(row["line"], []),
                    "notes": notes.get(row["line"], []),
                }
                for row in self._rows[begin : begin + TOGETHER]
            ]
            pour(ImportedRow, rows)


def _blank(line: int, outcome: Outcome) -> Values:
    return {
        "line": line,
        "outcome": outcome,
        "record_id": None,
        "column": None,
        "key": "",
        "value": None,
        "before": {},
        "after": {},
        "decision": Verdict.OPEN,
        "decided_by": "",
        "decided_at": None,
    }


def _row_of(decision: Decision) -> Values:
    row = _blank(decision.line, decision.outcome) | {"record_id": decision.record_id}
    if decision.outcome is Outcome.UPDATED:
        before = decision.met.values if decision.met else {}
        row["before"] = _plain({name: before.get(name) for name in decision.changes})
        row["after"] = _plain(decision.changes)
        row["key"] = PLACED if decision.is_to_be_placed else ""
    if decision.outcome is Outcome.CONFLICT:
        said = {name: value for name, value in decision.candidate.values.items() if value}
        row |= {"key": decision.reason, "value": decision.value, "after": _plain(said)}
    return row


def _plain(values: Values) -> Values:
    return {name: plain_value(value) for name, value in values.items() if name not in _NEVER_SAID}


def _cells(table: Table, lines: set[int]) -> dict[int, list[str]]:
    """The cells on some lines, read once more; a row too broken for it has none."""
    if not lines:
        return {}
    last = max(lines)
    found: dict[int, list[str]] = {}
    for line, cells in table.records(Findings()):
        if line > last:
            break
        if line in lines:
            written = map(unescaped, cells) if table.is_ours else cells
            found[line] = list(map(clean_lines, written))
    return found


def _notes(findings: Findings, lines: set[int]) -> dict[int, list[dict[str, Any]]]:
    noted: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for warned in findings.warnings:
        if warned.line in lines:
            noted[warned.line].append(warned.kept())
    return noted
