"""One correction of a member's data: accepted, or kept as it was with the reason."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.institutions.checking import accept, keep
from crm.institutions.finding import visible_institution
from crm.institutions.queries import checks_of, corrections_of
from crm.permissions import Permission

bp = Blueprint(
    "data_corrections",
    __name__,
    url_prefix="/institutions/<int:institution_id>/data-checks/<int:data_check_id>/corrections",
)


@bp.post("/<int:correction_id>")
@requires(Permission.EDIT_INSTITUTIONS)
def update(institution_id: int, data_check_id: int, correction_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    check = get_or_404(checks_of(institution), data_check_id)
    correction = get_or_404(corrections_of(check), correction_id)
    accept(check, correction, by=visitor().as_actor())
    return _back(institution_id, data_check_id)


@bp.post("/<int:correction_id>/deletion")
@requires(Permission.EDIT_INSTITUTIONS)
def destroy(institution_id: int, data_check_id: int, correction_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    check = get_or_404(checks_of(institution), data_check_id)
    correction = get_or_404(corrections_of(check), correction_id)
    answer = request.form.get("answer", "").strip()[:500]
    keep(check, correction, by=visitor().as_actor(), answer=answer)
    return _back(institution_id, data_check_id)


def _back(institution_id: int, data_check_id: int) -> ResponseReturnValue:
    here = url_for("data_checks.show", institution_id=institution_id, data_check_id=data_check_id)
    return redirect(here, 303)
