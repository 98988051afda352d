"""Long reports are printed as long work; the paper waits three days for the one who asked."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from flask import Response, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.models import User
from crm.core import clock
from crm.core.addresses import path_of
from crm.core.db import db, reading, save
from crm.core.errors import NotPossible
from crm.core.transactions import unit_of_work
from crm.core.words import gettext as _
from crm.documents.paper import sent_as_pdf
from crm.documents.printing import LETTER_S
from crm.jobs.models import OPEN, Job
from crm.jobs.queueing import queue
from crm.jobs.work import Work
from crm.reports.catalogue import made
from crm.reports.models import PrintedReport
from crm.reports.papers import Report

PRINT = "report-print"
SANDBOX = "sandbox; default-src 'none'"


def sent_or_led_on(
    report: Report, name: str, of: int | None, chosen: Sequence[int]
) -> ResponseReturnValue:
    """The paper at once; one that takes long leads to the page on which it is asked for."""
    if report.is_long:
        some = ",".join(map(str, chosen)) or None
        return redirect(url_for("report_prints.new", name=name, of=of, chosen=some))
    return sent_as_pdf(report.as_pdf(wall_s=LETTER_S), f"{name} {report.title}")


def ask_for(  # noqa: PLR0913  (which, about what, in which language, for whom)
    name: str,
    of: int | None,
    language: str,
    *,
    title: str,
    user: User,
    chosen: Sequence[int] = (),
) -> Job:
    """Queue the printing of a report; who has asked for it already is led to the same work."""
    asked: dict[str, Any] = {"name": name, "of": of, "language": language, "user_id": user.id}
    asked["chosen"] = list(chosen)
    for job in db.session.scalars(printing_for(user)):
        if job.arguments == asked:
            return job
    return queue(PRINT, asked, title=_("Printing %(title)s", title=title), user=user)


def printing_for(user: User) -> sa.Select[Job]:
    """The reports that are being printed for somebody."""
    return (
        sa.select(Job)
        .where(Job.user_id == user.id, Job.kind == PRINT, Job.state.in_(OPEN))
        .order_by(Job.id)
    )


def printed_for(user: User) -> sa.Select[PrintedReport]:
    """The papers that wait for somebody, newest first; changed rights leave none."""
    return (
        sa.select(PrintedReport)
        .where(PrintedReport.user_id == user.id, PrintedReport.epoch == user.epoch)
        .where(PrintedReport.ends_at > clock.now())
        .order_by(PrintedReport.id.desc())
    )


def waiting_for(user: User) -> dict[str, Any]:
    """What is printed for somebody and what waits for them. Two statements."""
    return {
        "printing": list(db.session.scalars(printing_for(user))),
        "printed": list(db.session.scalars(printed_for(user))),
    }


def sent_safely(printed: PrintedReport) -> Response:
    """A printed report for its reader alone: never kept on the way, never run."""
    answer = sent_as_pdf(printed.pdf, f"{printed.name} {printed.title}")
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def print_in_job(work: Work) -> dict[str, Any]:
    """Print a report as its reader may see it now, as long work."""
    asked = work.arguments
    with reading():
        kept = db.session.scalar(
            sa.select(PrintedReport).where(PrintedReport.job_id == work.job_id)
        )
        reader = db.session.get_one(User, asked["user_id"])
        if not reader.active:
            raise NotPossible(_("The account of whoever asked is closed."))
        epoch = reader.epoch
    if kept is None:
        kept = _printed(work, reader, epoch)
    return {"url": path_of("printed_reports.show", code=kept.code), "label": _("Open the PDF")}


def _printed(work: Work, reader: User, epoch: int) -> PrintedReport:
    asked = work.arguments
    with reading():
        report = made(asked["name"], reader, asked["of"], asked["chosen"])
        total = report.rows
    pdf = report.as_pdf(on_part=lambda rows: work.progress(rows, total, report.title))
    work.progress(total, total)
    same = {key: asked[key] for key in ("name", "of", "language", "user_id")}
    same["title"] = report.title[:300]
    with unit_of_work():
        _replace(same)
        return save(PrintedReport.keep(pdf, job_id=work.job_id, epoch=epoch, **same))


def _replace(same: dict[str, Any]) -> None:
    """A report printed anew takes the place of the older one."""
    older = [getattr(PrintedReport, key).is_not_distinct_from(same[key]) for key in same]
    db.session.execute(sa.delete(PrintedReport).where(*older))


def throw_out_old_papers() -> int:
    """Forget the papers that have waited long enough; say how many."""
    is_over = PrintedReport.ends_at <= clock.now()
    with reading():
        if not db.session.scalar(sa.select(sa.exists().where(is_over))):
            return 0
    with unit_of_work():
        gone = sa.delete(PrintedReport).where(is_over).returning(PrintedReport.id)
        return len(db.session.scalars(gone).all())
