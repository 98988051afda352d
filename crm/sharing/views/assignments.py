"""Assignments: the list by state, the draft, the record."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing import wording
from crm.sharing.authority import may_edit
from crm.sharing.board.first_words import form_from
from crm.sharing.choosing import agreements_for, chosen, draft
from crm.sharing.drafting import form_for, rewrite
from crm.sharing.formal.checklist import Checklist
from crm.sharing.forms import AssignmentForm
from crm.sharing.listing import listing_of
from crm.sharing.overview import Overview
from crm.sharing.renewals.lines import Ahead
from crm.sharing.views.finding import assignment_or_404
from crm.sharing.work.logbook import Logbook

bp = Blueprint("assignments", __name__, url_prefix="/sharing/assignments")


@bp.get("")
@requires(Permission.SEE_SHARING)
def index() -> ResponseReturnValue:
    listing = listing_of(current_user(), request.args)
    return render_template("sharing/assignments/index.html", listing=listing, wording=wording)


@bp.get("/new")
@requires(Permission.PROPOSE_SHARING)
def new() -> ResponseReturnValue:
    choice = chosen(current_user(), request.args)
    form = form_from(choice)
    return render_template("sharing/assignments/new.html", choice=choice, form=form)


@bp.post("")
@requires(Permission.PROPOSE_SHARING)
def create() -> ResponseReturnValue:
    choice = chosen(current_user(), request.form)
    form = AssignmentForm().offer(agreements_for(choice))
    if not form.validate():
        return render_template("sharing/assignments/new.html", choice=choice, form=form), 422
    assignment = draft(choice, by=current_user(), **form.frame(), **form.content())
    flash(_("The draft is kept. Look at it once more, then send it for confirmation."))
    return redirect(url_for("assignments.show", assignment_id=assignment.id), 303)


@bp.get("/<int:assignment_id>")
@requires(Permission.SEE_SHARING)
def show(assignment_id: int) -> ResponseReturnValue:
    assignment, user = assignment_or_404(assignment_id), current_user()
    overview = Overview(assignment, user)
    return render_template(
        "sharing/assignments/show.html",
        overview=overview,
        logbook=Logbook(assignment, user, overview.contacts),
        ahead=Ahead(assignment, user),
        checklist=Checklist(assignment, user, overview.contacts),
        wording=wording,
    )


@bp.get("/<int:assignment_id>/edit")
@requires(Permission.PROPOSE_SHARING)
def edit(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    if not may_edit(current_user(), assignment):
        abort(403)
    form = form_for(assignment)
    return render_template("sharing/assignments/edit.html", assignment=assignment, form=form)


@bp.post("/<int:assignment_id>")
@requires(Permission.PROPOSE_SHARING)
def update(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    if not may_edit(current_user(), assignment):
        abort(403)
    form = form_for(assignment)
    if not (form.validate() and rewrite(assignment, form, by=current_user())):
        page = render_template("sharing/assignments/edit.html", assignment=assignment, form=form)
        return page, 422
    flash(_("The draft is kept."))
    return redirect(url_for("assignments.show", assignment_id=assignment.id), 303)
