"""Parent bodies: who stands above the institutions."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404, save
from crm.core.filters import asked, member
from crm.core.words import gettext as _
from crm.institutions.filters import ParentBodyFilter
from crm.institutions.finding import visible_parent_body
from crm.institutions.forms.parents import parent_body_form
from crm.institutions.models import ParentBody
from crm.institutions.parent_portraits import ParentPart, parent_portrait_of
from crm.institutions.queries import parent_bodies, parent_bodies_visible_to, today
from crm.labels.filling import fill
from crm.labels.listing import listing_of
from crm.permissions import Permission

bp = Blueprint("parent_bodies", __name__, url_prefix="/parent-bodies")


@bp.get("")
@requires(Permission.SEE_PARENT_BODIES)
def index() -> ResponseReturnValue:
    filters = ParentBodyFilter.read(request.args, visitor())
    query = filters.narrowed(parent_bodies_visible_to(visitor()))
    listing = listing_of("parent_body", request.args, visitor())
    page = listing.page(query)
    words = {"page": page, "filters": filters, "listing": listing}
    return render_template("institutions/parent_bodies/index.html", **words)


@bp.get("/new")
@requires(Permission.EDIT_PARENT_BODIES)
def new() -> ResponseReturnValue:
    return render_template("institutions/parent_bodies/new.html", form=parent_body_form(visitor()))


@bp.post("")
@requires(Permission.EDIT_PARENT_BODIES)
def create() -> ResponseReturnValue:
    form = parent_body_form(visitor())
    if not form.validate():
        return render_template("institutions/parent_bodies/new.html", form=form), 422
    body = save(ParentBody.register(by=visitor().as_actor(), **form.facts()))
    fill(body, form, by=visitor().as_actor())
    flash(_("%(name)s is in the register.", name=body.name))
    return redirect(url_for(".show", parent_body_id=body.id), 303)


@bp.get("/<int:parent_body_id>")
@requires(Permission.SEE_PARENT_BODIES)
def show(parent_body_id: int) -> ResponseReturnValue:
    body = visible_parent_body(parent_body_id)
    part = member(ParentPart, asked(request.args, ("part", "topic")).get("part"))
    return render_template(
        "institutions/parent_bodies/show.html",
        body=body,
        portrait=parent_portrait_of(body, visitor(), part or ParentPart.MEMBERS),
        today=today(),
    )


@bp.get("/<int:parent_body_id>/edit")
@requires(Permission.EDIT_PARENT_BODIES)
def edit(parent_body_id: int) -> ResponseReturnValue:
    body = get_or_404(parent_bodies(), parent_body_id)
    form = parent_body_form(visitor(), body)
    return render_template("institutions/parent_bodies/edit.html", body=body, form=form)


@bp.post("/<int:parent_body_id>")
@requires(Permission.EDIT_PARENT_BODIES)
def update(parent_body_id: int) -> ResponseReturnValue:
    body = get_or_404(parent_bodies(), parent_body_id)
    form = parent_body_form(visitor(), body)
    if not form.validate():
        page = render_template("institutions/parent_bodies/edit.html", body=body, form=form)
        return page, 422
    body.change(by=visitor().as_actor(), **form.facts())
    fill(body, form, by=visitor().as_actor())
    flash(_("The data of %(name)s are saved.", name=body.name))
    return redirect(url_for(".show", parent_body_id=body.id), 303)
