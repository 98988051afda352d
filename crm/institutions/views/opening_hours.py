"""The weekly opening hours of an institution."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.words import gettext as _
from crm.institutions.finding import editable_institution
from crm.institutions.forms.hours import week_form
from crm.permissions import Permission

bp = Blueprint(
    "opening_hours", __name__, url_prefix="/institutions/<int:institution_id>/opening-hours"
)


@bp.get("/edit")
@requires(Permission.SEE_INSTITUTIONS)
def edit(institution_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    words = {"institution": institution, "form": week_form(institution)}
    return render_template("institutions/opening_hours/edit.html", **words)


@bp.post("")
@requires(Permission.SEE_INSTITUTIONS)
def update(institution_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    form = week_form(institution)
    if not form.validate():
        words = {"institution": institution, "form": form}
        return render_template("institutions/opening_hours/edit.html", **words), 422
    institution.change(by=visitor().as_actor(), **form.facts())
    flash(_("The opening hours of %(name)s are saved.", name=institution.name))
    return redirect(
        url_for("institutions.show", institution_id=institution.id, part="profile"), 303
    )
