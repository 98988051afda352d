"""Confirmations that the data of an institution are true."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.words import gettext as _
from crm.institutions.finding import editable_institution
from crm.institutions.queries import today
from crm.permissions import Permission

bp = Blueprint(
    "data_confirmations",
    __name__,
    url_prefix="/institutions/<int:institution_id>/data-confirmations",
)


@bp.post("")
@requires(Permission.SEE_INSTITUTIONS)
def create(institution_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    institution.confirm_data(by=visitor().as_actor(), on=today())
    flash(_("The data of %(name)s are confirmed as of today.", name=institution.name))
    return redirect(url_for("institutions.show", institution_id=institution.id), 303)
