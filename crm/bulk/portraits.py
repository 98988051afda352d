"""All that the page of one import shows, asked in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import request

from crm.bulk.findings import Warned
from crm.bulk.forms import MappingForm
from crm.bulk.models import Import, ImportedRow
from crm.bulk.outcomes import Outcome
from crm.bulk.queries import imports_of_the_same_file, rows_of
from crm.bulk.showing import Column, Line, columns_of, lines_of, list_url, segments_of
from crm.bulk.staging import is_remembered
from crm.bulk.vocabulary import ImportState
from crm.bulk.words import encoding_name
from crm.core import clock
from crm.core.actors import Visitor
from crm.core.db import db
from crm.core.filters import asked, member
from crm.core.pages import Page, page_of
from crm.jobs.models import Job
from crm.jobs.queries import jobs_visible_to


@dataclass(frozen=True, kw_only=True)
class Portrait:
    """One import with some of its rows."""

    of: Import
    step: int
    columns: Sequence[Column]
    page: Page[ImportedRow]
    lines: Sequence[Line]
    segments: Sequence[Mapping[str, Any]]
    same_file: Import | None
    job: Job | None
    seconds_left: int | None
    is_busy: bool

    @property
    def may_undo(self) -> bool:
        """Whether something of it stands that could be taken back."""
        return self.of.state is ImportState.APPLIED and self.ready > 0

    @property
    def ready(self) -> int:
        """How many rows would write something."""
        return self.of.accepted + self.of.updated

    @property
    def list_url(self) -> str:
        """Where the records stand to which the file has added."""
        return list_url(self.of.kind)

    @property
    def general(self) -> list[str]:
        """What is odd about the file as a whole, or about rows that are not kept."""
        kept = {line.row.line for line in self.lines}
        warnings = (Warned(**one) for one in self.of.report.get("warnings", []))
        return [_named(one).message for one in warnings if one.line not in kept][:20]


def _named(warned: Warned) -> Warned:
    """The same, where it says a codec, with the name that people know."""
    if warned.key != "guessed_encoding" or warned.value is None:
        return warned
    return replace(warned, value=encoding_name(warned.value))


def portrait_of(of: Import, reader: Visitor) -> Portrait:
    """The page of one import. Costs up to four statements."""
    outcome = member(Outcome, asked(request.args, ("outcome",)).get("outcome"))
    page = page_of(rows_of(of, outcome), ImportedRow.line, ImportedRow.id)
    job = _job(of, reader)
    return Portrait(
        of=of,
        step={ImportState.STAGED: 2, ImportState.CHECKED: 3}.get(of.state, 5),
        columns=columns_of(of),
        page=page,
        lines=lines_of(of, page.rows),
        segments=segments_of(of, outcome),
        same_file=db.session.scalar(imports_of_the_same_file(of).limit(1)),
        job=job,
        seconds_left=job.seconds_left(at=clock.now()) if job else None,
        is_busy=of.job_id is not None,
    )


def columns_page(of: Import, form: MappingForm) -> dict[str, Any]:
    """What the page that asks for the meaning of the columns shows."""
    return {
        "of": of,
        "form": form,
        "same_file": db.session.scalar(imports_of_the_same_file(of).limit(1)),
        "is_remembered": not of.mapping and is_remembered(of),
    }


def _job(of: Import, reader: Visitor) -> Job | None:
    """The long work that goes through its rows, as far as the reader may see it."""
    if of.job_id is None:
        return None
    return db.session.scalar(jobs_visible_to(reader).where(Job.id == of.job_id))
