"""Institutions: the register."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import save
from crm.core.filters import asked, member
from crm.core.words import gettext as _
from crm.institutions.filters import InstitutionFilter
from crm.institutions.finding import editable_institution, shown_institution
from crm.institutions.forms.members import form_for, new_institution_form
from crm.institutions.models import Institution
from crm.institutions.portraits import Part, portrait_of
from crm.institutions.queries import institutions_visible_to, parent_names, today
from crm.labels.filling import fill
from crm.labels.listing import listing_of
from crm.permissions import Permission

bp = Blueprint("institutions", __name__, url_prefix="/institutions")


@bp.get("")
@requires(Permission.SEE_INSTITUTIONS)
def index() -> ResponseReturnValue:
    reader = visitor()
    filters = InstitutionFilter.read(request.args, reader)
    query = filters.narrowed(institutions_visible_to(reader))
    listing = listing_of("institution", request.args, reader)
    page = listing.page(query)
    known = [one.id for one in page.rows if one.is_known_to(reader)]
    return render_template(
        "institutions/institutions/index.html",
        page=page,
        filters=filters,
        listing=listing,
        parents=parent_names(known, on=today()) if known else {},
    )


@bp.get("/new")
@requires(Permission.EDIT_INSTITUTIONS)
def new() -> ResponseReturnValue:
    return render_template(
        "institutions/institutions/new.html", form=new_institution_form(visitor())
    )


@bp.post("")
@requires(Permission.EDIT_INSTITUTIONS)
def create() -> ResponseReturnValue:
    form = new_institution_form(visitor())
    if not form.validate():
        return render_template("institutions/institutions/new.html", form=form), 422
    institution = save(Institution.register(by=visitor().as_actor(), **form.facts()))
    fill(institution, form, by=visitor().as_actor())
    flash(_("%(name)s is in the register.", name=institution.name))
    return redirect(url_for(".show", institution_id=institution.id), 303)


@bp.get("/<int:institution_id>")
@requires(Permission.SEE_INSTITUTIONS)
def show(institution_id: int) -> ResponseReturnValue:
    institution = shown_institution(institution_id, itself="part" in request.args)
    part = member(Part, asked(request.args, ("part", "topic", "was")).get("part"))
    return render_template(
        "institutions/institutions/show.html",
        institution=institution,
        portrait=portrait_of(institution, visitor(), part),
        today=today(),
    )


@bp.get("/<int:institution_id>/edit")
@requires(Permission.SEE_INSTITUTIONS)
def edit(institution_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    form = form_for(institution, visitor())
    return render_template(
        "institutions/institutions/edit.html", institution=institution, form=form
    )


@bp.post("/<int:institution_id>")
@requires(Permission.SEE_INSTITUTIONS)
def update(institution_id: int) -> ResponseReturnValue:
    institution = editable_institution(institution_id)
    form = form_for(institution, visitor())
    if not form.validate():
        page = render_template(
            "institutions/institutions/edit.html", institution=institution, form=form
        )
        return page, 422
    institution.change(by=visitor().as_actor(), **form.facts())
    fill(institution, form, by=visitor().as_actor())
    flash(_("The data of %(name)s are saved.", name=institution.name))
    return redirect(url_for(".show", institution_id=institution.id), 303)
