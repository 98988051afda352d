"""What the views of papers find and do for whoever asks."""

from flask import abort

from crm.accounts.models import User
from crm.documents.models import Document
from crm.sharing.forms.papers import PaperForm, form_for
from crm.sharing.models import Assignment
from crm.sharing.papers.cases import Case
from crm.sharing.papers.issuing import issue_paper, may_issue, papers_of
from crm.sharing.papers.kinds import PaperKind, kind_named


def kind_or_404(slug: str, assignment: Assignment, user: User) -> PaperKind:
    """The kind of paper that an address names; 403 for who may not issue it."""
    kind = kind_named(slug)
    if kind is None:
        abort(404)
    if not may_issue(user, kind, assignment):
        abort(403)
    return kind


def asked(kind: PaperKind, assignment: Assignment) -> PaperForm:
    """The form of a kind, with the answers of its last paper."""
    known = papers_of(assignment, kind)
    given = known[0].facts.get("given", {}) if known else {}
    return form_for(kind, Case(assignment, kind, given))


def issued(
    kind: PaperKind, assignment: Assignment, form: PaperForm, *, by: User
) -> Document | None:
    """The paper with the form's answers; none where the form, or the case, needs a change."""
    if not form.validate():
        return None
    case = Case(assignment, kind, form.given())
    if kind.asks and case.missing:
        form.form_errors.extend(case.missing)
        return None
    return issue_paper(kind, assignment, form.given(), by=by)
