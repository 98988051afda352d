"""Memberships: where an institution stands with the network from a day on."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from crm.core.access import requires, visitor
from crm.institutions.finding import visible_institution
from crm.institutions.forms import MembershipForm
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
    )


@bp.post("")
@requires(Permission.EDIT_INSTITUTIONS)
def create(institution_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    form = MembershipForm()
    if not form.validate():
        words = {"institution": institution, "form": form, "act": MOVE_NAMES[form.state]}
        return render_template("institutions/memberships/new.html", **words), 422
    institution.move_membership(
        form.state, by=visitor().as_actor(), on=form.on.data, reason=form.reason.data
    )
    flash(_("The membership of %(name)s is noted.", name=institution.name))
    return redirect(url_for("institutions.show", institution_id=institution.id), 303)
