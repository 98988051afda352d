"""One service that an institution offers, in detail."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.institutions.finding import editable_institution
from crm.institutions.forms.offers import OfferForm
from crm.institutions.offering import detail
from crm.institutions.queries import services_offered_by
from crm.permissions import Permission

bp = Blueprint("offers", __name__, url_prefix="/institutions/<int:institution_id>/services")


@bp.get("/<int:offer_id>/edit")
@requires(Permission.SEE_INSTITUTIONS)
def edit(institution_id: int, offer_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    offered = get_or_404(services_offered_by([institution.id]), offer_id)
    words = {"institution": institution, "offered": offered, "form": OfferForm(obj=offered)}
    return render_template("institutions/offers/edit.html", **words)


@bp.post("/<int:offer_id>")
@requires(Permission.SEE_INSTITUTIONS)
def update(institution_id: int, offer_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    offered = get_or_404(services_offered_by([institution.id]), offer_id)
    form = OfferForm(obj=offered)
    if not form.validate():
        words = {"institution": institution, "offered": offered, "form": form}
        return render_template("institutions/offers/edit.html", **words), 422
    detail(offered, by=visitor().as_actor(), **form.facts())
    flash(_("The services of %(name)s are saved.", name=institution.name))
    return redirect(
        url_for("institutions.show", institution_id=institution.id, part="profile"), 303
    )
