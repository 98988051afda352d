"""Subordinations: under which parent body another stands, and when."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.institutions.finding import visible_parent_body
from crm.institutions.forms.parents import EndForm, PlaceForm
from crm.institutions.queries import subordinations_of
from crm.institutions.tree import place_body, unsay
from crm.permissions import Permission

bp = Blueprint(
    "subordinations", __name__, url_prefix="/parent-bodies/<int:parent_body_id>/subordinations"
)


@bp.get("/new")
@requires(Permission.EDIT_PARENT_BODIES)
def new(parent_body_id: int) -> ResponseReturnValue:
    body = visible_parent_body(parent_body_id)
    form = PlaceForm(q=request.args.get("q", ""))
    return render_template("institutions/subordinations/new.html", body=body, form=form)


@bp.post("")
@requires(Permission.EDIT_PARENT_BODIES)
def create(parent_body_id: int) -> ResponseReturnValue:
    body = visible_parent_body(parent_body_id)
    form = PlaceForm()
    if not form.validate():
        page = render_template("institutions/subordinations/new.html", body=body, form=form)
        return page, 422
    place_body(body, form.chosen, by=visitor().as_actor(), **form.days())
    flash(_("%(name)s has its place.", name=body.name))
    return redirect(url_for("parent_bodies.show", parent_body_id=body.id), 303)


@bp.get("/<int:subordination_id>/edit")
@requires(Permission.EDIT_PARENT_BODIES)
def edit(parent_body_id: int, subordination_id: int) -> ResponseReturnValue:
    body = visible_parent_body(parent_body_id)
    edge = get_or_404(subordinations_of(body), subordination_id)
    return render_template(
        "institutions/subordinations/edit.html", body=body, edge=edge, form=EndForm(obj=edge)
    )


@bp.post("/<int:subordination_id>")
@requires(Permission.EDIT_PARENT_BODIES)
def update(parent_body_id: int, subordination_id: int) -> ResponseReturnValue:
    body = visible_parent_body(parent_body_id)
    edge = get_or_404(subordinations_of(body), subordination_id)
    form = EndForm()
    if not form.validate():
        words = {"body": body, "edge": edge, "form": form}
        return render_template("institutions/subordinations/edit.html", **words), 422
    edge.end(by=visitor().as_actor(), on=form.ends_on.data)
    return redirect(url_for("parent_bodies.show", parent_body_id=body.id), 303)


@bp.post("/<int:subordination_id>/deletion")
@requires(Permission.EDIT_PARENT_BODIES)
def destroy(parent_body_id: int, subordination_id: int) -> ResponseReturnValue:
    body = visible_parent_body(parent_body_id)
    unsay(get_or_404(subordinations_of(body), subordination_id), by=visitor().as_actor())
    flash(_("The mistaken place is removed."))
    return redirect(url_for("parent_bodies.show", parent_body_id=body.id), 303)
