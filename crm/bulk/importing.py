"""A file from its first byte to its records: read, compared, and written in one transaction."""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import inspect

from crm.bulk.checking import rows_of
from crm.bulk.columns import Meaning, meaning_of
from crm.bulk.comparing import Comparison, Order
from crm.bulk.findings import Conflicting, Findings
from crm.bulk.keeping import Keeping
from crm.bulk.matching import Decision
from crm.bulk.models import Import
from crm.bulk.outcomes import Outcome, Report
from crm.bulk.reading import Table
from crm.bulk.spool import Spool
from crm.bulk.targets import TARGETS
from crm.bulk.vocabulary import ImportKind, MatchBy
from crm.bulk.writing import Writer, one_import_at_a_time
from crm.core import clock
from crm.core.actors import Actor
from crm.core.addresses import configuration
from crm.core.db import db, save
from crm.institutions.queries import today

CHUNK = 1 << 20
Watch = Callable[[int], None]
"""Hears how many rows are done; may raise to stop."""


@dataclass(kw_only=True)
class Checked:
    """A file whose rows were all read: what it is, its rows laid aside, and what was found."""

    kind: ImportKind
    file_name: str
    sha256: str
    table: Table
    meaning: Meaning
    spool: Spool
    began: float = field(default_factory=perf_counter)

    @property
    def mapping(self) -> dict[str, str]:
        """What the columns mean."""
        return self.meaning.as_map(self.table.columns)

    @property
    def reading(self) -> dict[str, Any]:
        """How the file was read, as an import keeps it."""
        return {
            "encoding": self.table.encoding,
            "separator": self.table.separator,
            "header_line": self.table.header_line,
            "sheet": self.table.sheet,
            "columns": list(self.table.columns),
            "rows": self.spool.count + len(self.table.findings.rejected),
        }

    @property
    def rows(self) -> int:
        """How many rows can be taken."""
        return self.spool.count

    @property
    def elapsed_s(self) -> float:
        """Seconds since its first byte was read."""
        return perf_counter() - self.began

    @property
    def is_whole(self) -> bool:
        """Tell whether every row can be taken."""
        return not self.table.findings.rejected

    @property
    def is_empty(self) -> bool:
        """Tell whether there is no row at all."""
        return self.is_whole and not self.spool.count


def check(  # noqa: PLR0913 (what a file is)
    kind: ImportKind,
    table: Table,
    asked: Mapping[str, str | None] | None,
    *,
    file_name: str,
    digest: str,
    watch: Watch = lambda _rows: None,
) -> Checked:
    """Read every row. No database is asked, so nobody waits for a large file."""
    began = perf_counter()
    meaning = meaning_of(kind, table.columns, asked) if table.columns else Meaning(kind, {}, {})
    with unswept():
        spool = Spool(rows_of(table, meaning), watch)
    return Checked(
        kind=kind,
        file_name=file_name,
        sha256=digest,
        table=table,
        meaning=meaning,
        spool=spool,
        began=began,
    )


# Not gc.get_freeze_count(): that counts every object of the house, 30 ms at a time.
_SPARED: ContextVar[bool] = ContextVar("the collector spares the house", default=False)


@contextmanager
def unswept() -> Iterator[None]:
    """Spare the collector of circles the whole house while rows go by, which make none."""
    if _SPARED.get():
        yield
        return
    token = _SPARED.set(True)
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        _SPARED.reset(token)


def digest_of(content: bytes | Path) -> str:
    """The sha256 of a file, by which the same file is known again."""
    if isinstance(content, bytes):
        return sha256(content).hexdigest()
    with content.open("rb") as stream:
        digest = sha256()
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


@dataclass(frozen=True)
class Outturn:
    """What came of a file: the report, the rows to keep, and all that was found."""

    report: Report
    keeping: Keeping
    findings: Findings


@dataclass(frozen=True, kw_only=True)
class Terms:
    """On what terms a file comes in: whether it may replace what is stored, and what is a key."""

    takes_file: bool = False
    match_by: MatchBy = MatchBy.USUAL


USUAL = Terms()


def compare(
    checked: Checked, terms: Terms = USUAL, *, watch: Watch = lambda _rows: None
) -> Outturn:
    """What would come of the file. Nothing is written."""
    return _gone_through(checked, None, watch, terms)


def apply(
    checked: Checked,
    of: Import,
    terms: Terms = USUAL,
    *,
    by: Actor,
    watch: Watch = lambda _rows: None,
) -> Outturn:
    """Write what comes of the file: all of it or nothing, as the caller's transaction ends."""
    one_import_at_a_time()
    _hold(of)
    writer = Writer(of, TARGETS[checked.kind], by=by, at=clock.now())
    done = _gone_through(checked, writer, watch, terms)
    done.report.written, done.report.id = True, of.id
    of.apply(done.report, writer.brought, by=by)
    done.keeping.write(of, checked.table, done.findings)
    return done


def _hold(of: Import) -> None:
    """Let nobody else apply the same import meanwhile, nor a second time."""
    if inspect(of).persistent:
        db.session.refresh(of, with_for_update=True)
        of.refuse_applied()
    else:
        save(of)


def _gone_through(checked: Checked, writer: Writer | None, watch: Watch, terms: Terms) -> Outturn:
    findings = checked.table.findings.copy()
    comparison = Comparison(order_of(checked, terms), checked.spool, findings)
    keeping = Keeping(is_applied=writer is not None)
    counts: Counter[Outcome] = Counter()
    conflicts: list[Conflicting] = []
    with unswept():
        for decisions in comparison.portions():
            if writer:
                writer.write(decisions)
            keeping.add(decisions)
            counts.update(one.outcome for one in decisions)
            conflicts += _conflicts(decisions)
            watch(counts.total())
    if writer:
        writer.finish(findings)
    keeping.add_rejected(findings.rejected)
    return Outturn(_report(checked, counts, conflicts, findings), keeping, findings)


def order_of(checked: Checked, terms: Terms) -> Order:
    """What is asked of the comparison of a file."""
    columns = checked.table.columns
    return Order(
        kind=checked.kind,
        file_name=checked.file_name,
        sha256=checked.sha256,
        columns={field: columns[place] for place, field in checked.meaning.fields.items()},
        on=today(),
        zone=configuration().timezone,
        takes_file=terms.takes_file,
        match_by=terms.match_by,
    )


def _conflicts(decisions: Iterable[Decision]) -> list[Conflicting]:
    return [
        Conflicting(one.line, one.reason, one.value)
        for one in decisions
        if one.outcome is Outcome.CONFLICT
    ]


def _report(
    checked: Checked, counts: Counter[Outcome], conflicts: list[Conflicting], findings: Findings
) -> Report:
    table = checked.table
    return Report(
        kind=checked.kind.value,
        file=checked.file_name,
        encoding=table.encoding,
        separator=table.separator,
        header_line=table.header_line,
        mapping=checked.mapping,
        accepted=counts[Outcome.ACCEPTED],
        updated=counts[Outcome.UPDATED],
        duplicates=counts[Outcome.DUPLICATE],
        conflicts=conflicts,
        rejected=sorted(findings.rejected, key=attrgetter("line")),
        warnings=sorted(findings.warnings, key=attrgetter("line")),
        elapsed_s=checked.elapsed_s,
    )
