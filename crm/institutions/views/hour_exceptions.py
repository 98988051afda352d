"""Days on which an institution keeps other hours than usual."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.words import gettext as _
from crm.institutions.finding import editable_institution
from crm.institutions.forms.hours import ExceptionForm
from crm.institutions.offering import except_hours, take_exception_back
from crm.permissions import Permission

bp = Blueprint(
    "hour_exceptions", __name__, url_prefix="/institutions/<int:institution_id>/hour-exceptions"
)


@bp.get("/new")
@requires(Permission.SEE_INSTITUTIONS)
def new(institution_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    words = {"institution": institution, "form": ExceptionForm()}
    return render_template("institutions/hour_exceptions/new.html", **words)


@bp.post("")
@requires(Permission.SEE_INSTITUTIONS)
def create(institution_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    form = ExceptionForm()
    if not form.validate():
        words = {"institution": institution, "form": form}
        return render_template("institutions/hour_exceptions/new.html", **words), 422
    except_hours(institution, form.facts(), by=visitor().as_actor())
    flash(_("The opening hours of %(name)s are saved.", name=institution.name))
    return redirect(url_for("opening_hours.edit", institution_id=institution.id), 303)


@bp.post("/<int:place>/deletion")
@requires(Permission.SEE_INSTITUTIONS)
def destroy(institution_id: int, place: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    if place >= len(institution.hour_exceptions):
        abort(404)
    take_exception_back(institution, place, by=visitor().as_actor())
    flash(_("The usual hours hold again on those days."))
    return redirect(url_for("opening_hours.edit", institution_id=institution.id), 303)
