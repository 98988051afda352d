"""How a need was settled: met by another member, by other means, or not at all."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.institutions.finding import editable_institution
from crm.institutions.forms.needs import SettlementForm
from crm.institutions.offering import settle_need
from crm.institutions.queries import needs_of
from crm.permissions import Permission

bp = Blueprint(
    "need_settlements",
    __name__,
    url_prefix="/institutions/<int:institution_id>/needs/<int:need_id>/settlement",
)


@bp.get("/new")
@requires(Permission.SEE_INSTITUTIONS)
def new(institution_id: int, need_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    need = get_or_404(needs_of(institution), need_id)
    form = SettlementForm(q=request.args.get("q", ""))
    words = {"institution": institution, "need": need, "form": form}
    return render_template("institutions/need_settlements/new.html", **words)


@bp.post("")
@requires(Permission.SEE_INSTITUTIONS)
def create(institution_id: int, need_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    need = get_or_404(needs_of(institution), need_id)
    form = SettlementForm()
    if not form.validate():
        words = {"institution": institution, "need": need, "form": form}
        return render_template("institutions/need_settlements/new.html", **words), 422
    helper = form.other if form.found else None
    settle_need(
        need, by=visitor().as_actor(), helper=helper, unmet=form.is_unmet, how=form.how.data
    )
    flash(_("The need is settled."))
    return redirect(url_for("institutions.show", institution_id=institution_id, part="needs"), 303)
