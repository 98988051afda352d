"""Checking and applying a staged file: at once when it is small, else as long work."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from crm.bulk import importing
from crm.bulk.importing import Checked, Outturn, Terms, Watch
from crm.bulk.models import Import, StagedFile
from crm.bulk.staging import content_of, remember_mapping, table_of
from crm.bulk.vocabulary import ImportKind
from crm.core.actors import Actor, Visitor
from crm.core.addresses import path_of
from crm.core.db import db, reading
from crm.core.transactions import rollback, unit_of_work
from crm.core.words import gettext as _
from crm.jobs.models import Job
from crm.jobs.queueing import queue
from crm.jobs.work import Work

AT_ONCE = 2000
"""So many rows take less than a second; more are long work."""
CHECK, APPLY = "import-check", "import-apply"


@dataclass(frozen=True, kw_only=True)
class Staged:
    """All that has to be known of a staged file to go through its rows without the database."""

    kind: ImportKind
    file_name: str
    sha256: str
    content: bytes
    told: Mapping[str, Any]
    mapping: Mapping[str, str]
    terms: Terms

    @classmethod
    def of(cls, import_: Import) -> "Staged":
        """Read it from its import. Costs one statement."""
        return cls(
            kind=import_.kind,
            file_name=import_.file_name,
            sha256=import_.sha256,
            content=content_of(import_),
            told=import_.asked,
            mapping=import_.mapping,
            terms=import_terms(import_),
        )

    def checked(self, watch: Watch) -> Checked:
        """Read every row, with no transaction open."""
        rollback()
        table = table_of(self.content, self.file_name, self.told)
        return importing.check(
            self.kind,
            table,
            dict(self.mapping),
            file_name=self.file_name,
            digest=self.sha256,
            watch=watch,
        )


def is_small(of: Import) -> bool:
    """Tell whether the file can be gone through while somebody waits."""
    return int(of.reading["rows"]) <= AT_ONCE


def import_terms(of: Import) -> Terms:
    """On what terms an import goes through its rows."""
    return Terms(takes_file=of.takes_file, match_by=of.match_by)


def foresee(of: Import, mapping: Mapping[str, str], terms: Terms, *, user: Visitor) -> Job | None:
    """Find out what would come of the file when its columns mean this; long work if it is large."""
    of.refuse_applied()
    if not is_small(of):
        _prepare(of, mapping, terms)
        return _queued(of, CHECK, {}, _("Checking %(file)s", file=of.file_name), user)
    staged = replace(Staged.of(of), mapping=mapping, terms=terms)
    checked, outturn = _compared(staged, _unwatched)
    _prepare(of, mapping, terms)
    _note(of, checked, outturn)
    return None


def _prepare(of: Import, mapping: Mapping[str, str], terms: Terms) -> None:
    of.prepare(mapping, takes_file=terms.takes_file, match_by=terms.match_by)
    remember_mapping(of)


def bring_in(of: Import, *, by: Actor, user: Visitor) -> Job | None:
    """Write what comes of the file; long work if it is large."""
    of.refuse_unchecked()
    if not is_small(of):
        title = _("Importing %(file)s", file=of.file_name)
        return _queued(of, APPLY, {"by": asdict(by)}, title, user)
    checked = Staged.of(of).checked(_unwatched)
    _apply(checked, of, by=by, watch=_unwatched)
    return None


def _queued(of: Import, kind: str, arguments: dict[str, Any], title: str, user: Visitor) -> Job:
    job = queue(kind, {"import_id": of.id, **arguments}, title=title, user=user)
    of.wait_for(job.id)
    return job


def _compared(staged: Staged, watch: Watch) -> tuple[Checked, Outturn]:
    checked = staged.checked(watch)
    with reading():
        return checked, importing.compare(
            checked, staged.terms, watch=lambda rows: watch(checked.rows + rows)
        )


def _note(of: Import, checked: Checked, outturn: Outturn) -> None:
    """Keep what would come of the file, for its page."""
    of.check(outturn.report)
    outturn.keeping.write(of, checked.table, outturn.findings)


def _apply(checked: Checked, of: Import, *, by: Actor, watch: Watch) -> None:
    importing.apply(checked, of, import_terms(of), by=by, watch=watch)
    db.session.execute(sa.delete(StagedFile).where(StagedFile.import_id == of.id))


def check_in_job(work: Work) -> dict[str, Any]:
    """Check a large file, as long work."""
    import_id = work.arguments["import_id"]
    staged = Staged.of(db.session.get_one(Import, import_id))
    checked, outturn = _compared(staged, _watched(work))
    with unit_of_work():
        _note(db.session.get_one(Import, import_id), checked, outturn)
    return _result(import_id)


def apply_in_job(work: Work) -> dict[str, Any]:
    """Apply a large file, as long work; one that was applied just before a kill is done."""
    import_id, by = work.arguments["import_id"], Actor(**work.arguments["by"])
    of = db.session.get_one(Import, import_id)
    if of.is_open:
        checked = Staged.of(of).checked(_watched(work))
        try:
            _apply_once(checked, import_id, by, work)
        except IntegrityError:
            _apply_once(checked, import_id, by, work)
    return _result(import_id)


def _apply_once(checked: Checked, import_id: int, by: Actor, work: Work) -> None:
    watch = _watched(work)
    with importing.unswept(), unit_of_work():
        of = db.session.get_one(Import, import_id)
        _apply(checked, of, by=by, watch=lambda rows: watch(checked.rows + rows))


def _watched(work: Work) -> Watch:
    """Every row is gone through twice, read and then compared: each time is half of the work."""
    of = db.session.get_one(Import, work.arguments["import_id"])
    total = int(of.reading["rows"])
    rollback()
    return lambda rows: work.progress(min(rows // 2, total), total)


def _unwatched(_rows: int) -> None:
    """Nobody looks on."""


def _result(import_id: int) -> dict[str, Any]:
    return {"url": path_of("imports.show", import_id=import_id)}
