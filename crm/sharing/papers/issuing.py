"""Issuing a paper of an assignment: held, checked, numbered, frozen in both languages."""

from collections.abc import Mapping
from typing import Any

from crm.accounts.models import User
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.words import gettext as _
from crm.documents.issuing import issue
from crm.documents.models import Document, DocumentState
from crm.documents.queries import documents_about
from crm.permissions import Permission, Role
from crm.sharing.events import AssignmentPaperIssued
from crm.sharing.models import Assignment
from crm.sharing.occasions import in_each_language
from crm.sharing.papers.cases import Case
from crm.sharing.papers.kinds import PaperKind
from crm.sharing.papers.readers import readers_at
from crm.sharing.papers.standing import texts_of
from crm.sharing.papers.telling import words_for

COUNTS = frozenset({DocumentState.ISSUED, DocumentState.SIGNED})


def is_offered(kind: PaperKind, assignment: Assignment) -> bool:
    """Tell whether a kind of paper makes sense where the assignment stands."""
    return assignment.state in kind.states and kind.fits(assignment)


def may_issue(user: User, kind: PaperKind, assignment: Assignment) -> bool:
    """Tell whether this user may issue it: the secretariat, or the side whose paper it is."""
    if not user.can(Permission.ISSUE_SHARING_PAPERS):
        return False
    case = Case(assignment, kind)
    sides = [case.writer, case.receiver] if kind.either else [case.writer]
    return user.belongs_to(*sides) or user.role is Role.SECRETARIAT


def issue_paper(
    kind: PaperKind, assignment: Assignment, given: Mapping[str, Any], *, by: User
) -> Document:
    """Number and freeze a paper. Refused too early, too late, and for the same words twice."""
    assignment.hold()
    case = Case(assignment, kind, given)
    _refuse_untimely(case)
    _refuse_twice(case)
    places = [place for place in (assignment.home, assignment.host) if place is not None]
    document = issue(
        kind.register,
        kind.template,
        assignment,
        kind=kind.name,
        titles=in_each_language(lambda: _title(case)),
        by=by.as_actor(),
        version=case.promise.number,
        institution_id=case.writer.id if case.writer else None,
        readers=readers_at(places),
        facts={"assignment": assignment.code, "person": case.person.name, "given": dict(given)},
        unit=case.unit,
        **words_for(case, texts_of(kind)),
    )
    assignment.tell(AssignmentPaperIssued, by.as_actor(), paper=document.number)
    return document


def papers_of(assignment: Assignment, kind: PaperKind) -> list[Document]:
    """The papers of a kind that still count, newest first."""
    query = documents_about(assignment).where(
        Document.kind == kind.name, Document.state.in_(COUNTS)
    )
    return list(db.session.scalars(query))


def _refuse_untimely(case: Case) -> None:
    if not is_offered(case.kind, case.assignment):
        raise NotPossible(_("This paper does not fit where the assignment stands."))
    if case.missing:
        raise NotPossible(_("The paper can't be issued yet."), missing=case.missing)


def _refuse_twice(case: Case) -> None:
    for known in papers_of(case.assignment, case.kind):
        same = known.about_version == case.promise.number
        if same and known.facts.get("given") == dict(case.given):
            raise NotPossible(_("This paper is issued already: %(number)s.", number=known.number))


def _title(case: Case) -> str:
    names = {"person": case.person.name, "host": case.assignment.host.name}
    return str(_("%(paper)s: %(person)s to %(host)s", paper=case.kind.title, **names))
