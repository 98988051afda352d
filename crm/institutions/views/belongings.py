"""Belongings: under which parent body an institution stands, and when."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.institutions.finding import visible_institution
from crm.institutions.forms.parents import EndForm, PlaceForm
from crm.institutions.queries import belongings_of
from crm.institutions.tree import place_institution, unsay
from crm.permissions import Permission

bp = Blueprint("belongings", __name__, url_prefix="/institutions/<int:institution_id>/belongings")


@bp.get("/new")
@requires(Permission.EDIT_INSTITUTIONS)
def new(institution_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    form = PlaceForm(q=request.args.get("q", ""))
    return render_template("institutions/belongings/new.html", institution=institution, form=form)


@bp.post("")
@requires(Permission.EDIT_INSTITUTIONS)
def create(institution_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    form = PlaceForm()
    if not form.validate():
        words = {"institution": institution, "form": form}
        return render_template("institutions/belongings/new.html", **words), 422
    place_institution(institution, form.chosen, by=visitor().as_actor(), **form.days())
    flash(_("%(name)s has its place.", name=institution.name))
    return redirect(url_for("institutions.show", institution_id=institution.id), 303)


@bp.get("/<int:belonging_id>/edit")
@requires(Permission.EDIT_INSTITUTIONS)
def edit(institution_id: int, belonging_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    belonging = get_or_404(belongings_of(institution), belonging_id)
    return render_template(
        "institutions/belongings/edit.html",
        institution=institution,
        belonging=belonging,
        form=EndForm(obj=belonging),
    )


@bp.post("/<int:belonging_id>")
@requires(Permission.EDIT_INSTITUTIONS)
def update(institution_id: int, belonging_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    belonging = get_or_404(belongings_of(institution), belonging_id)
    form = EndForm()
    if not form.validate():
        words = {"institution": institution, "belonging": belonging, "form": form}
        return render_template("institutions/belongings/edit.html", **words), 422
    belonging.end(by=visitor().as_actor(), on=form.ends_on.data)
    return redirect(url_for("institutions.show", institution_id=institution.id), 303)


@bp.post("/<int:belonging_id>/deletion")
@requires(Permission.EDIT_INSTITUTIONS)
def destroy(institution_id: int, belonging_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    unsay(get_or_404(belongings_of(institution), belonging_id), by=visitor().as_actor())
    flash(_("The mistaken place is removed."))
    return redirect(url_for("institutions.show", institution_id=institution.id), 303)
