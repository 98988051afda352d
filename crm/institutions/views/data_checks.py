"""Yearly checks of the data: asking for one, and going through what a member corrected."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.institutions.checking import finish
from crm.institutions.finding import visible_institution
from crm.institutions.queries import checks_of
from crm.permissions import Permission

bp = Blueprint("data_checks", __name__, url_prefix="/institutions/<int:institution_id>/data-checks")


@bp.post("")
@requires(Permission.EDIT_INSTITUTIONS)
def create(institution_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    institution.ask_for_check(by=visitor().as_actor())
    flash(_("The letter with the link to check the data is on its way."))
    return redirect(url_for("institutions.show", institution_id=institution_id), 303)


@bp.get("/<int:data_check_id>")
@requires(Permission.EDIT_INSTITUTIONS)
def show(institution_id: int, data_check_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    check = get_or_404(checks_of(institution), data_check_id)
    words = {"institution": institution, "check": check}
    return render_template("institutions/data_checks/show.html", **words)


@bp.post("/<int:data_check_id>")
@requires(Permission.EDIT_INSTITUTIONS)
def update(institution_id: int, data_check_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    finish(get_or_404(checks_of(institution), data_check_id), by=visitor().as_actor())
    flash(_("The check is settled."))
    return redirect(url_for("institutions.show", institution_id=institution_id), 303)
