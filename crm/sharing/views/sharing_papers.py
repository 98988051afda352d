"""Papers of an assignment besides the duty letter: what each asks, and issuing it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.papers.pages import asked, issued, kind_or_404
from crm.sharing.views.finding import assignment_or_404

bp = Blueprint(
    "sharing_papers", __name__, url_prefix="/sharing/assignments/<int:assignment_id>/papers/<slug>"
)


@bp.get("/new")
@requires(Permission.ISSUE_SHARING_PAPERS)
def new(assignment_id: int, slug: str) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    kind = kind_or_404(slug, assignment, current_user())
    form, page = asked(kind, assignment), "sharing/sharing_papers/new.html"
    return render_template(page, assignment=assignment, kind=kind, form=form)


@bp.post("")
@requires(Permission.ISSUE_SHARING_PAPERS)
def create(assignment_id: int, slug: str) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    kind = kind_or_404(slug, assignment, current_user())
    form, page = asked(kind, assignment), "sharing/sharing_papers/new.html"
    document = issued(kind, assignment, form, by=current_user())
    if document is None:
        return render_template(page, assignment=assignment, kind=kind, form=form), 422
    flash(_("%(number)s is issued: %(paper)s.", number=document.number, paper=kind.title))
    return redirect(url_for("assignments.show", assignment_id=assignment.id), 303)
