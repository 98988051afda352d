"""Strengths: what an institution is good at."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404, save
from crm.core.words import gettext as _
from crm.institutions.finding import editable_institution
from crm.institutions.forms.strengths import StrengthForm
from crm.institutions.models import Strength
from crm.institutions.offering import remove_strength
from crm.institutions.queries import strengths_of
from crm.permissions import Permission

bp = Blueprint("strengths", __name__, url_prefix="/institutions/<int:institution_id>/strengths")


@bp.get("/new")
@requires(Permission.SEE_INSTITUTIONS)
def new(institution_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    form = StrengthForm(institution=institution, depth=1)
    return render_template("institutions/strengths/new.html", institution=institution, form=form)


@bp.post("")
@requires(Permission.SEE_INSTITUTIONS)
def create(institution_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    form = StrengthForm(institution=institution)
    if not form.validate():
        words = {"institution": institution, "form": form}
        return render_template("institutions/strengths/new.html", **words), 422
    save(Strength.note(institution, by=visitor().as_actor(), **form.facts()))
    flash(_("The strength is noted."))
    return _back(institution_id)


@bp.get("/<int:strength_id>/edit")
@requires(Permission.SEE_INSTITUTIONS)
def edit(institution_id: int, strength_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    strength = get_or_404(strengths_of(institution), strength_id)
    form = StrengthForm(institution=institution, obj=strength)
    words = {"institution": institution, "strength": strength, "form": form}
    return render_template("institutions/strengths/edit.html", **words)


@bp.post("/<int:strength_id>")
@requires(Permission.SEE_INSTITUTIONS)
def update(institution_id: int, strength_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    strength = get_or_404(strengths_of(institution), strength_id)
    form = StrengthForm(institution=institution, obj=strength)
    if not form.validate():
        words = {"institution": institution, "strength": strength, "form": form}
        return render_template("institutions/strengths/edit.html", **words), 422
    strength.change(by=visitor().as_actor(), **form.facts())
    return _back(institution_id)


@bp.post("/<int:strength_id>/deletion")
@requires(Permission.SEE_INSTITUTIONS)
def destroy(institution_id: int, strength_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    strength = get_or_404(strengths_of(institution), strength_id)
    remove_strength(strength, by=visitor().as_actor())
    flash(_("The strength is removed."))
    return _back(institution_id)


def _back(institution_id: int) -> ResponseReturnValue:
    return redirect(
        url_for("institutions.show", institution_id=institution_id, part="profile"), 303
    )
