"""Filings: what meets the requirements of an application."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.words import gettext as _
from crm.institutions.finding import visible_institution
from crm.institutions.forms.memberships import FilingForm
from crm.institutions.joining import file_requirement
from crm.institutions.queries import today
from crm.permissions import Permission

bp = Blueprint("filings", __name__, url_prefix="/institutions/<int:institution_id>/filings")


@bp.get("/new")
@requires(Permission.EDIT_INSTITUTIONS)
def new(institution_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    form = FilingForm(requirement=request.args.get("requirement", ""), filed_on=today())
    words = {"institution": institution, "form": form, "requirement": form.chosen}
    return render_template("institutions/filings/new.html", **words)


@bp.post("")
@requires(Permission.EDIT_INSTITUTIONS)
def create(institution_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    form = FilingForm()
    if not form.validate():
        words = {"institution": institution, "form": form, "requirement": form.chosen}
        return render_template("institutions/filings/new.html", **words), 422
    on, waived = form.filed_on.data, form.is_waiver.data
    file_requirement(
        institution,
        form.chosen,
        form.said.data,
        by=visitor().as_actor(),
        on=on,
        is_waiver=waived,
    )
    flash(_("It is noted for the application of %(name)s.", name=institution.name))
    return redirect(url_for("institutions.show", institution_id=institution.id), 303)
