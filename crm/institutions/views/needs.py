"""Needs: what an institution lacks."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404, save
from crm.core.words import gettext as _
from crm.institutions.finding import editable_institution
from crm.institutions.forms.needs import NeedForm
from crm.institutions.models import Need
from crm.institutions.queries import needs_of, today
from crm.permissions import Permission

bp = Blueprint("needs", __name__, url_prefix="/institutions/<int:institution_id>/needs")


@bp.get("/new")
@requires(Permission.SEE_INSTITUTIONS)
def new(institution_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    words = {"institution": institution, "form": NeedForm()}
    return render_template("institutions/needs/new.html", **words)


@bp.post("")
@requires(Permission.SEE_INSTITUTIONS)
def create(institution_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    form = NeedForm()
    if not form.validate():
        words = {"institution": institution, "form": form}
        return render_template("institutions/needs/new.html", **words), 422
    save(Need.note(institution, by=visitor().as_actor(), on=today(), **form.facts()))
    flash(_("The need is noted."))
    return redirect(url_for("institutions.show", institution_id=institution_id, part="needs"), 303)


@bp.get("/<int:need_id>/edit")
@requires(Permission.SEE_INSTITUTIONS)
def edit(institution_id: int, need_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    need = get_or_404(needs_of(institution), need_id)
    words = {"institution": institution, "need": need, "form": NeedForm(obj=need)}
    return render_template("institutions/needs/edit.html", **words)


@bp.post("/<int:need_id>")
@requires(Permission.SEE_INSTITUTIONS)
def update(institution_id: int, need_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    need = get_or_404(needs_of(institution), need_id)
    form = NeedForm(obj=need)
    if not form.validate():
        words = {"institution": institution, "need": need, "form": form}
        return render_template("institutions/needs/edit.html", **words), 422
    need.change(by=visitor().as_actor(), **form.facts())
    return redirect(url_for("institutions.show", institution_id=institution_id, part="needs"), 303)
