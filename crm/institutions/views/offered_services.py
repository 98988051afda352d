"""The services that an institution offers, changed as one list."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import db
from crm.core.words import gettext as _
from crm.institutions.finding import editable_institution
from crm.institutions.forms.offers import field_of, services_form
from crm.institutions.offering import offer
from crm.institutions.queries import services, services_offered_by
from crm.permissions import Permission

bp = Blueprint(
    "offered_services", __name__, url_prefix="/institutions/<int:institution_id>/services"
)


@bp.get("/edit")
@requires(Permission.SEE_INSTITUTIONS)
def edit(institution_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    offered = db.session.scalars(services_offered_by([institution.id]))
    form = services_form(db.session.scalars(services()), offered)
    return render_template(
        "institutions/offered_services/edit.html", institution=institution, form=form
    )


@bp.post("")
@requires(Permission.SEE_INSTITUTIONS)
def update(institution_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    vocabulary = list(db.session.scalars(services()))
    form = services_form(vocabulary, ())
    if not form.validate():
        words = {"institution": institution, "form": form}
        return render_template("institutions/offered_services/edit.html", **words), 422
    wanted = {service: form[field_of(service)].data for service in vocabulary}
    offer(institution, wanted, by=visitor().as_actor())
    flash(_("The services of %(name)s are saved.", name=institution.name))
    return redirect(
        url_for("institutions.show", institution_id=institution.id, part="profile"), 303
    )
