"""Successions: an institution that became part of another."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.words import gettext as _
from crm.institutions.finding import visible_institution
from crm.institutions.forms.relations import SuccessionForm
from crm.institutions.queries import today
from crm.institutions.succession import succeed
from crm.permissions import Permission

bp = Blueprint("successions", __name__, url_prefix="/institutions/<int:institution_id>/succession")


@bp.get("/new")
@requires(Permission.EDIT_INSTITUTIONS)
def new(institution_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    form = SuccessionForm(q=request.args.get("q", ""), on=today())
    return render_template("institutions/successions/new.html", institution=institution, form=form)


@bp.post("")
@requires(Permission.EDIT_INSTITUTIONS)
def create(institution_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    form = SuccessionForm()
    if not form.validate():
        words = {"institution": institution, "form": form}
        return render_template("institutions/successions/new.html", **words), 422
    on, reason = form.on.data, form.reason.data
    succeed(institution, form.other, by=visitor().as_actor(), on=on, reason=reason)
    flash(_("%(name)s is now part of %(other)s.", name=institution.name, other=form.other.name))
    return redirect(url_for("institutions.show", institution_id=institution.id), 303)
