"""Memberships: where an institution stands with the network from a day on."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.words import gettext as _
from crm.institutions.finding import visible_institution
from crm.institutions.forms.memberships import MembershipForm, TermsForm
from crm.institutions.joining import checklist_of, move
from crm.institutions.queries import today
from crm.institutions.words import MOVE_NAMES
from crm.permissions import Permission

bp = Blueprint("memberships", __name__, url_prefix="/institutions/<int:institution_id>/memberships")


@bp.get("/new")
@requires(Permission.EDIT_INSTITUTIONS)
def new(institution_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    form = MembershipForm(to=request.args.get("to", ""), on=today())
    return render_template(
        "institutions/memberships/new.html",
        institution=institution,
        form=form,
        act=MOVE_NAMES[form.state],
        checklist=checklist_of(institution),
    )


@bp.post("")
@requires(Permission.EDIT_INSTITUTIONS)
def create(institution_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    form = MembershipForm()
    if not form.validate():
        words = {
            "institution": institution,
            "form": form,
            "act": MOVE_NAMES[form.state],
            "checklist": checklist_of(institution),
        }
        return render_template("institutions/memberships/new.html", **words), 422
    move(institution, form.state, by=visitor().as_actor(), **form.facts())
    flash(_("The membership of %(name)s is noted.", name=institution.name))
    return redirect(url_for("institutions.show", institution_id=institution.id), 303)


@bp.get("/edit")
@requires(Permission.EDIT_INSTITUTIONS)
def edit(institution_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    form = TermsForm(obj=institution)
    return render_template("institutions/memberships/edit.html", institution=institution, form=form)


@bp.post("/terms")
@requires(Permission.EDIT_INSTITUTIONS)
def update(institution_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    form = TermsForm(obj=institution)
    if not form.validate():
        words = {"institution": institution, "form": form}
        return render_template("institutions/memberships/edit.html", **words), 422
    institution.change(by=visitor().as_actor(), **form.facts())
    flash(_("The days of the membership are saved."))
    return redirect(
        url_for("institutions.show", institution_id=institution.id, part="profile"), 303
    )
